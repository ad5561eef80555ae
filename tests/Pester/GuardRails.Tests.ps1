# What keeps a wrong list from being sent.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule

    # Rows of which every so many has no usable address.
    function New-MixedList {
        param([int] $Count, [int] $BadEvery, [int] $BadUntil = [int]::MaxValue)

        foreach ($number in 1..$Count) {
            $isBad = $number % $BadEvery -eq 0 -and $number -le $BadUntil
            [pscustomobject]@{ Email = $(if ($isBad) { 'nobody' } else { "person$number@example.com" }) }
        }
    }

    $sandbox = Connect-Sandbox
}

AfterAll { Stop-MMSandbox }

Describe '-MaxRejectPercent' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'stops before anything is sent when too many of the first 1,000 rows are bad' {
        $rows = New-MixedList 5000 -BadEvery 50
        $failure = Get-Failure { $rows | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 1000 -MaxRejectPercent 1.9 }
        Get-ErrorId $failure | Should -Be 'MMTooManyRejected'
        "$failure" | Should -Match '^20 of the first 1000 rows are bad, more than the 1\.9 percent of -MaxRejectPercent: .*EMAIL NotAnEmailAddress.* Nothing was sent\.'
        $audience.Batches | Should -Be 0
    }

    It 'lets go what is just good enough' {
        New-MixedList 3000 -BadEvery 50 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 1000 -MaxRejectPercent 2 -WarningAction SilentlyContinue | ForEach-Object Status | Select-Object -Unique | Should -Be 'Accepted'
        $audience.RowsReceived | Should -Be 2940
    }

    It 'judges by the first 1,000 rows and not by those after them' {
        $path = "$TestDrive/late.csv"
        @(New-MixedList 1000 -BadEvery 500) + @(New-MixedList 2000 -BadEvery 2) | Export-Csv -LiteralPath $path -NoTypeInformation
        (Add-MMAudienceUser -AudienceId $audience.Id -Path $path -MaxRejectPercent 1 -WarningAction SilentlyContinue).Rejected | Should -Be 1002
    }

    It 'judges a short list by all of its rows' {
        $failure = Get-Failure { New-MixedList 10 -BadEvery 5 | Add-MMAudienceUser -AudienceId $audience.Id -MaxRejectPercent 10 }
        Get-ErrorId $failure | Should -Be 'MMTooManyRejected'
        "$failure" | Should -Match '^2 of the first 10 rows'
        $audience.Batches | Should -Be 0
        (New-MixedList 10 -BadEvery 5 | Add-MMAudienceUser -AudienceId $audience.Id -MaxRejectPercent 20 -WarningAction SilentlyContinue).Rows | Should -Be 8
    }

    It 'stops early when batches are small' {
        $rows = New-MixedList 5000 -BadEvery 2
        $failure = Get-Failure { $rows | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 100 -MaxRejectPercent 5 }
        Get-ErrorId $failure | Should -Be 'MMTooManyRejected'
        $audience.Batches | Should -BeLessThan 5
    }

    It 'leaves no journal in the way when nothing was sent' {
        $journal = "$TestDrive/refused.journal"
        [void](Get-Failure { New-MixedList 100 -BadEvery 2 | Add-MMAudienceUser -AudienceId $audience.Id -MaxRejectPercent 5 -JournalPath $journal })
        (New-Customer 100 | Add-MMAudienceUser -AudienceId $audience.Id -MaxRejectPercent 5 -JournalPath $journal).Status | Should -Be 'Accepted'
    }

    It 'is a share' {
        Get-ErrorId (Get-Failure { New-Customer 1 | Add-MMAudienceUser -AudienceId 1 -MaxRejectPercent 101 }) | Should -Be 'ParameterArgumentValidationError'
    }
}
