# How a script of one's own is tested: against the sandbox, which is a Graph API in this very process. Run it with Invoke-Pester.

BeforeAll {
    if (-not (Get-Command -Name Start-MMSandbox -ErrorAction Ignore)) {
        Import-Module MessengerMarketing
    }

    Set-Content -LiteralPath "$TestDrive/customers.csv" -Value @(
        'Email,Blocked'
        'person1@example.com,'
        'person2@example.com,yes'
        'person3@example.com,no'
        'no address,'
    )
}

Describe 'Add-NewCustomer' {
    BeforeEach {
        $sandbox = Start-MMSandbox
        $sandbox | Connect-MMAccount
        $audience = New-MMCustomAudience -Name 'Test' -Description 'Test'
        $stored = $sandbox.Audiences | Where-Object Id -EQ $audience.Id
    }

    AfterEach {
        Disconnect-MMAccount
        Stop-MMSandbox $sandbox
    }

    It 'uploads who is not blocked, and nobody else' {
        $result = & "$PSScriptRoot/Add-NewCustomer.ps1" -AudienceId $audience.Id -Path "$TestDrive/customers.csv"

        $result.Sent, $result.Rejected, $result.Complete | Should -Be 2, 1, $true
        $stored.Contains('person1@example.com') | Should -BeTrue
        $stored.Contains('person2@example.com') | Should -BeFalse
    }

    It 'comes to its end when an answer is lost, and counts nobody twice' {
        $sandbox.FailNext('DroppedAfterProcessing')
        $result = & "$PSScriptRoot/Add-NewCustomer.ps1" -AudienceId $audience.Id -Path "$TestDrive/customers.csv"

        $result.Complete | Should -BeTrue
        $stored.RowsReceived | Should -Be 2
    }

    It 'fails when the audience is gone' {
        Remove-MMCustomAudience -Id $audience.Id -Confirm:$false
        { & "$PSScriptRoot/Add-NewCustomer.ps1" -AudienceId $audience.Id -Path "$TestDrive/customers.csv" } | Should -Throw -ErrorId 'MMNotFound,*'
    }
}
