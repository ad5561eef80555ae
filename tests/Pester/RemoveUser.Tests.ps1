BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox
}

AfterAll { Stop-MMSandbox }

Describe 'Remove-MMAudienceUser' {
    BeforeEach {
        $audience = New-Audience $sandbox
        New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore | Out-Null
    }

    It 'removes rows' {
        $receipt = New-Customer 4 | Remove-MMAudienceUser -AudienceId $audience.Id -Confirm:$false
        $receipt.Status | Should -Be 'Accepted'
        $receipt.Rows | Should -Be 4
        $audience.PeopleCount | Should -Be 6
    }

    It 'sends DELETE with a body' {
        New-Customer 1 | Remove-MMAudienceUser -AudienceId $audience.Id -Confirm:$false | Out-Null
        $sandbox.Requests[-1].Method | Should -Be 'DELETE'
        $sandbox.Requests[-1].Path | Should -Match '/users$'
    }

    It 'removes the people in a file' {
        New-Customer 3 | Export-Csv -LiteralPath "$TestDrive/leavers.csv" -NoTypeInformation
        (Remove-MMAudienceUser $audience.Id "$TestDrive/leavers.csv" -Confirm:$false).Rows | Should -Be 3
        $audience.PeopleCount | Should -Be 7
    }

    It 'removes one person from every audience' {
        $other = New-Audience $sandbox -Name 'Other'
        @{ Email = 'person1@example.com' } | Add-MMAudienceUser -AudienceId $other.Id -WarningAction Ignore | Out-Null
        [pscustomobject]@{ Id = $audience.Id }, [pscustomobject]@{ Id = $other.Id } | Remove-MMAudienceUser -Email 'person1@example.com' -Confirm:$false | Out-Null
        $audience.PeopleCount | Should -Be 9
        $other.PeopleCount | Should -Be 0
    }

    It 'removes nobody with -WhatIf, but counts the rows' {
        $receipt = New-Customer 4 | Remove-MMAudienceUser -AudienceId $audience.Id -WhatIf
        $receipt.Status | Should -Be 'NotSent'
        $receipt.Rows | Should -Be 4
        $audience.PeopleCount | Should -Be 10
    }

    It 'does not warn about a short list' {
        Get-Warning { New-Customer 4 | Remove-MMAudienceUser -AudienceId $audience.Id -Confirm:$false } | Should -BeNullOrEmpty
    }
}
