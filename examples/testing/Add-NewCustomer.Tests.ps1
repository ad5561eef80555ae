# Shows how to test your own script with the sandbox, a Graph API in the same process. Run it with Invoke-Pester.

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

    It 'uploads only people who are not blocked' {
        $result = & "$PSScriptRoot/Add-NewCustomer.ps1" -AudienceId $audience.Id -Path "$TestDrive/customers.csv"

        $result.Sent, $result.Rejected, $result.Complete | Should -Be 2, 1, $true
        $stored.Contains('person1@example.com') | Should -BeTrue
        $stored.Contains('person2@example.com') | Should -BeFalse
    }

    It 'completes after a lost response, and counts nobody twice' {
        $sandbox.FailNext('DroppedAfterProcessing')
        $result = & "$PSScriptRoot/Add-NewCustomer.ps1" -AudienceId $audience.Id -Path "$TestDrive/customers.csv"

        $result.Complete | Should -BeTrue
        $stored.RowsReceived | Should -Be 2
    }

    It 'fails if the audience does not exist' {
        Remove-MMCustomAudience -Id $audience.Id -Confirm:$false
        { & "$PSScriptRoot/Add-NewCustomer.ps1" -AudienceId $audience.Id -Path "$TestDrive/customers.csv" } | Should -Throw -ErrorId 'MMNotFound,*'
    }
}
