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
        "$failure" | Should -Match '^20 of the first 1000 rows are rejected, more than the 1\.9 percent of -MaxRejectPercent: .*EMAIL NotAnEmailAddress.* Nothing was sent\.'
        $audience.Batches | Should -Be 0
    }

    It 'allows a list at the limit' {
        New-MixedList 3000 -BadEvery 50 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 1000 -MaxRejectPercent 2 -WarningAction SilentlyContinue | ForEach-Object Status | Select-Object -Unique | Should -Be 'Accepted'
        $audience.RowsReceived | Should -Be 2940
    }

    It 'checks only the first 1,000 rows' {
        $path = "$TestDrive/late.csv"
        @(New-MixedList 1000 -BadEvery 500) + @(New-MixedList 2000 -BadEvery 2) | Export-Csv -LiteralPath $path -NoTypeInformation
        (Add-MMAudienceUser -AudienceId $audience.Id -Path $path -MaxRejectPercent 1 -WarningAction SilentlyContinue).Rejected | Should -Be 1002
    }

    It 'checks all rows of a short list' {
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

    It 'leaves no journal if nothing was sent' {
        $journal = "$TestDrive/refused.journal"
        [void](Get-Failure { New-MixedList 100 -BadEvery 2 | Add-MMAudienceUser -AudienceId $audience.Id -MaxRejectPercent 5 -JournalPath $journal })
        (New-Customer 100 | Add-MMAudienceUser -AudienceId $audience.Id -MaxRejectPercent 5 -JournalPath $journal).Status | Should -Be 'Accepted'
    }

    It 'applies when a stopped upload is resumed' {
        $list = "$TestDrive/judged.csv"
        $journal = "$TestDrive/judged.journal"
        New-MixedList 100 -BadEvery 2 | Export-Csv -LiteralPath $list -NoTypeInformation
        [void](Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path $list -MaxRejectPercent 5 -JournalPath $journal })
        Get-ErrorId (Get-Failure { Resume-MMAudienceUpload -JournalPath $journal }) | Should -Be 'MMTooManyRejected'
        $audience.Batches | Should -Be 0
    }

    It 'must be a percentage' {
        Get-ErrorId (Get-Failure { New-Customer 1 | Add-MMAudienceUser -AudienceId 1 -MaxRejectPercent 101 }) | Should -Be 'ParameterArgumentValidationError'
    }
}

Describe '-SuppressPath' {
    BeforeAll {
        $suppress = "$TestDrive/suppress.csv"
        # The same people, written otherwise.
        [IO.File]::WriteAllLines($suppress, [string[]]@(
            'E-mail;Telephone;Country'
            ' PERSON3@Example.com ;;'
            ';(415) 555-0107;US'
            ';;DE'))
    }

    BeforeEach { $audience = New-Audience $sandbox }

    It 'leaves out people in any notation' {
        $warnings = Get-Warning { $script:receipt = New-Customer 20 | Add-MMAudienceUser -AudienceId $audience.Id -SuppressPath $suppress -RejectPath "$TestDrive/suppressed.csv" }
        $script:receipt.Rows | Should -Be 18
        $script:receipt.Rejected | Should -Be 2
        "$warnings" | Should -Match '2 of 20 rows were rejected and not sent: 2 Suppressed\.'
        "$warnings" | Should -Match '1 row of -SuppressPath has neither an email address nor a phone number'
        $rejects = Import-Csv "$TestDrive/suppressed.csv"
        $rejects.Row | Should -Be '3', '7'
        $rejects.Reason | Should -Be 'Suppressed', 'Suppressed'
    }

    It 'recognizes hashes' {
        $sha256 = [Security.Cryptography.SHA256]::Create()
        $hash = [BitConverter]::ToString($sha256.ComputeHash([Text.Encoding]::UTF8.GetBytes('person5@example.com'))).Replace('-', '')
        [IO.File]::WriteAllLines("$TestDrive/hashes.csv", [string[]]@('Email', $hash))
        (New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id -SuppressPath "$TestDrive/hashes.csv" -WarningAction SilentlyContinue).Rows | Should -Be 9
    }

    It 'accepts the exact name of a file with brackets' {
        [void](New-Item -ItemType Directory -Path "$TestDrive/s [1]" -Force)
        Copy-Item -LiteralPath $suppress -Destination "$TestDrive/s [1]/out [1].csv"
        (New-Customer 20 | Add-MMAudienceUser -AudienceId $audience.Id -SuppressPath "$TestDrive/s [1]/out [1].csv" -WarningAction SilentlyContinue).Rows | Should -Be 18
    }

    It 'sends nothing when <Name>' -TestCases @(
        @{ Name = 'the file is not there'; File = 'missing.csv'; Text = $null }
        @{ Name = 'no file matches'; File = 'none*.csv'; Text = $null }
        @{ Name = 'it has no column to know anybody by'; File = 'nobody.csv'; Text = "Name`nAnn`n" }
        @{ Name = 'it is empty'; File = 'empty.csv'; Text = '' }
        @{ Name = 'it has column names and no rows'; File = 'header.csv'; Text = "Email,Phone`n" }
        @{ Name = 'it cannot be read to its end'; File = 'torn.csv'; Text = "Email`nperson1@example.com`n`"person2@example.com`nperson3@example.com`n" }
    ) {
        if ($null -ne $Text) { [IO.File]::WriteAllText("$TestDrive/$File", $Text) }
        $failure = Get-Failure { New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id -SuppressPath "$TestDrive/$File" }
        Get-ErrorId $failure | Should -Be 'MMSuppressionUnreadable'
        "$failure" | Should -Not -Match 'person'
        $audience.Batches | Should -Be 0
    }

    It 'applies when the upload is resumed, and must not have changed' {
        $list = "$TestDrive/resumed.csv"
        $journal = "$TestDrive/resumed.journal"
        New-Customer 200 | Export-Csv -LiteralPath $list -NoTypeInformation
        $late = "$TestDrive/late.csv"
        [IO.File]::WriteAllLines($late, [string[]]@('Email', 'person199@example.com'))
        [void](Add-MMAudienceUser -AudienceId $audience.Id -Path $list -BatchSize 20 -ThrottleLimit 1 -SuppressPath $late -JournalPath $journal -WarningAction SilentlyContinue | Select-Object -First 2)
        Copy-Item -LiteralPath $late -Destination "$late.old"
        [IO.File]::AppendAllText($late, "person198@example.com`n")
        Get-ErrorId (Get-Failure { Resume-MMAudienceUpload -JournalPath $journal }) | Should -Be 'MMJournalChanged'

        Copy-Item -LiteralPath "$late.old" -Destination $late
        [void](Resume-MMAudienceUpload -JournalPath $journal -WarningAction SilentlyContinue)
        $audience.RowsReceived | Should -Be 199
        (Get-MMAudienceUpload $journal).Rejections['Suppressed'] | Should -Be 1
    }
}

Describe '-Unique' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'leaves out repeated people, across batches' {
        $rows = @(New-Customer 30) + @(New-Customer 10 -First 11) + @(New-Customer 5 -First 31)
        $receipts = @($rows | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 10 -Unique -WarningVariable warnings -WarningAction SilentlyContinue)
        "$($receipts | Sort-Object -Property Batch | ForEach-Object Rows)" | Should -Be '10 10 10 0 5'
        "$warnings" | Should -Match '10 of 45 rows were rejected and not sent: 10 Duplicate\.'
        $audience.RowsReceived | Should -Be 35
    }

    It 'treats a different number or address as a different person' {
        $rows = @(
            @{ Email = 'ann@example.com'; Phone = '+14155550101' }
            @{ Email = 'ann@example.com'; Phone = '+14155550102' }
            @{ Email = 'bob@example.com'; Phone = '+14155550101' }
            @{ Email = ' ANN@example.com'; Phone = '+1 (415) 555-0101' }
            @{ Email = 'ann@example.com'; Phone = '' }
            @{ Email = ''; Phone = '+14155550101' }
            @{ Email = 'ann@example.com'; Phone = '' }
        )
        $receipt = $rows | Add-MMAudienceUser -AudienceId $audience.Id -Unique -WarningAction SilentlyContinue
        "$($receipt.Rows) $($receipt.Rejected)" | Should -Be '5 2'
    }

    It 'does not count duplicates as bad rows' {
        $rows = @(New-Customer 10) + @(New-Customer 10)
        ($rows | Add-MMAudienceUser -AudienceId $audience.Id -Unique -MaxRejectPercent 0 -WarningAction SilentlyContinue).Rows | Should -Be 10
    }

    It 'recognizes earlier people when the upload is resumed' {
        $list = "$TestDrive/unique.csv"
        $journal = "$TestDrive/unique.journal"
        @(New-Customer 100) + @(New-Customer 50) + @(New-Customer 50 -First 101) | Export-Csv -LiteralPath $list -NoTypeInformation
        [void](Add-MMAudienceUser -AudienceId $audience.Id -Path $list -BatchSize 20 -ThrottleLimit 1 -Unique -JournalPath $journal -WarningAction SilentlyContinue | Select-Object -First 2)
        [void](Resume-MMAudienceUpload -JournalPath $journal -WarningAction SilentlyContinue)
        $audience.RowsReceived | Should -Be 150
        (Get-MMAudienceUpload $journal).Rejections['Duplicate'] | Should -Be 50
    }
}
