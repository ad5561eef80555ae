# Uploads that are interrupted, and resumed from their journal.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule

    # A list in a file.
    function New-List {
        param([int] $Count = 500, [string] $Name = [guid]::NewGuid())

        $path = "$TestDrive/$Name.csv"
        New-Customer $Count | Export-Csv -LiteralPath $path -NoTypeInformation
        $path
    }

    # An upload that ended after some of its batches, as when its process was killed.
    function New-BrokenUpload {
        param($Audience, [string] $Path, [string] $Journal, [int] $Batches = 3)

        Add-MMAudienceUser -AudienceId $Audience.Id -Path $Path -BatchSize 50 -ThrottleLimit 1 -JournalPath $Journal -WarningAction SilentlyContinue |
            Select-Object -First $Batches
    }

    $sandbox = Connect-Sandbox
}

AfterAll { Stop-MMSandbox }

Describe 'An upload of a file' {
    BeforeEach {
        $audience = New-Audience $sandbox
        $list = New-List
        $journal = "$TestDrive/$([guid]::NewGuid()).journal"
    }

    It 'is resumed after the accepted rows, and delivers every row once' {
        @(New-BrokenUpload $audience $list $journal).Count | Should -Be 3
        $before = Get-MMAudienceUpload -JournalPath $journal
        $before.State | Should -Be 'Unfinished'
        $before.RowsAccepted | Should -BeGreaterOrEqual 150
        $before.Advice | Should -Match 'Resume-MMAudienceUpload'

        $receipts = @(Resume-MMAudienceUpload -JournalPath $journal -WarningAction SilentlyContinue)
        $receipts.Count | Should -BeLessOrEqual 7
        $receipts.Status | Select-Object -Unique | Should -Be 'Accepted'
        $audience.RowsReceived | Should -Be 500
        $after = Get-MMAudienceUpload -JournalPath $journal
        $after.State | Should -Be 'Finished'
        $after.RowsRead | Should -Be 500
        $after.RowsAccepted | Should -Be 500
        $after.Advice | Should -BeNullOrEmpty
    }

    It 'has nothing left once it is finished, and the next upload starts again' {
        [void](New-BrokenUpload $audience $list $journal)
        [void](Resume-MMAudienceUpload -JournalPath $journal -WarningAction SilentlyContinue)
        $warnings = Get-Warning { Resume-MMAudienceUpload -JournalPath $journal | Should -BeNullOrEmpty }
        "$warnings" | Should -Match 'is finished, so there is nothing to resume'

        $receipts = @(Add-MMAudienceUser -AudienceId $audience.Id -Path $list -JournalPath $journal)
        $receipts.Count | Should -Be 1
        @(Get-ChildItem -Path $TestDrive -Filter "$([IO.Path]::GetFileNameWithoutExtension($journal)).*.journal").Count | Should -Be 1
    }

    It 'that is unfinished is not started again' {
        # Ended by the server, not in the middle of a request, which would be counted whenever it arrives.
        $sandbox.FailNext(@('DroppedAfterProcessing', '190/463'))
        [void](Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path $list -ThrottleLimit 1 -JournalPath $journal -WarningAction SilentlyContinue })
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path $list -JournalPath $journal }
        Get-ErrorId $failure | Should -Be 'MMJournalUnfinished'
        "$failure" | Should -Match 'Resume it with Resume-MMAudienceUpload -JournalPath'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'with a lost response is checked by its session, and not sent twice' {
        $sandbox.FailNext(@('DroppedAfterProcessing', '190/463'))
        $failure = Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path $list -BatchSize 250 -ThrottleLimit 1 -JournalPath $journal -WarningAction SilentlyContinue }
        Get-ErrorId $failure | Should -Be 'MMNoAnswer'
        (Get-MMAudienceUpload $journal).RowsUnknown | Should -Be 250

        $receipts = @(Resume-MMAudienceUpload -JournalPath $journal | Sort-Object -Property Batch)
        "$($receipts.Status)" | Should -Be 'Accepted Accepted'
        @($sandbox.Requests | Where-Object { $_.Method -eq 'POST' -and $_.Path -like "*$($audience.Id)/users" }).Count | Should -Be 2
        $audience.RowsReceived | Should -Be 500
    }

    It 'continues with smaller batches, which include the rows that did not arrive' {
        # Four batches of 100 rows: one arrives unheard, and the rest of the list is not sent.
        $sandbox.FailNext(@('DroppedAfterProcessing', '190/463'))
        [void](Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path $list -BatchSize 100 -ThrottleLimit 1 -JournalPath $journal -WarningAction SilentlyContinue })

        Resume-MMAudienceUpload -JournalPath $journal -BatchSize 30 -WhatIf | Out-Null
        (Get-MMAudienceUpload $journal).RowsUnknown | Should -Be 100
        $receipts = @(Resume-MMAudienceUpload -JournalPath $journal -BatchSize 30 -ThrottleLimit 1)

        # Receipts come as batches are settled, so the one that keeps its rows may come at any place.
        $rows = @($receipts.Rows | Sort-Object -Descending)
        $rows[0] | Should -Be 100
        $rows[1] | Should -Be 30
        $audience.RowsReceived | Should -Be 500
        $record = Get-MMAudienceUpload $journal
        "$($record.State) $($record.RowsRead) $($record.RowsAccepted) $($record.Batches)" | Should -Be 'Finished 500 500 15'
    }

    It 'allows no batch of more than 10,000 rows' {
        [void](New-BrokenUpload $audience $list $journal)
        Get-ErrorId (Get-Failure { Resume-MMAudienceUpload -JournalPath $journal -BatchSize 10001 }) | Should -Be 'ParameterArgumentValidationError'
    }

    It 'is not resumed with a changed file, and reports the difference' {
        [void](New-BrokenUpload $audience $list $journal)
        [IO.File]::AppendAllText($list, "one@example.com,,,`n")
        $failure = Get-Failure { Resume-MMAudienceUpload -JournalPath $journal }
        Get-ErrorId $failure | Should -Be 'MMJournalChanged'
        "$failure" | Should -Match 'bytes and had \d+\. Undo the change, or upload the list again with another -JournalPath\.$'
    }

    It 'is not resumed with a file of the same length and different content' {
        [void](New-BrokenUpload $audience $list $journal)
        [IO.File]::WriteAllText($list, [IO.File]::ReadAllText($list).Replace('person1@', 'person9@'))
        "$(Get-Failure { Resume-MMAudienceUpload -JournalPath $journal })" | Should -Match 'different content'
    }

    It 'is not resumed without the file' {
        [void](New-BrokenUpload $audience $list $journal)
        Remove-Item -LiteralPath $list
        Get-ErrorId (Get-Failure { Resume-MMAudienceUpload -JournalPath $journal }) | Should -Be 'MMFileNotFound'
    }

    It 'that cannot be read to its end writes an error and a summary each time, and sends nothing twice' {
        [IO.File]::AppendAllText($list, "`"never closed`nx`n")
        $upload = @{ AudienceId = $audience.Id; Path = $list; BatchSize = 100; JournalPath = $journal; WarningAction = 'SilentlyContinue' }
        Get-ErrorId (Get-Failure { Add-MMAudienceUser @upload }) | Should -Be 'MMFileUnreadable'
        $audience.RowsReceived | Should -Be 500

        $summary = Resume-MMAudienceUpload -JournalPath $journal -Summary -ErrorVariable failures -ErrorAction SilentlyContinue
        Get-ErrorId $failures[0] | Should -Be 'MMFileUnreadable'
        $summary.RowsAccepted | Should -Be 0
        $audience.RowsReceived | Should -Be 500
        (Get-MMAudienceUpload $journal).State | Should -Be 'Unfinished'
    }

    It 'is not resumed for another ad account' {
        [void](New-BrokenUpload $audience $list $journal)
        $other = Start-MMSandbox | Connect-MMAccount -PassThru
        try {
            $failure = Get-Failure { Resume-MMAudienceUpload -JournalPath $journal -Context $other }
            Get-ErrorId $failure | Should -Be 'MMJournalChanged'
            "$failure" | Should -Match 'ad account'
        } finally {
            $sandbox | Connect-MMAccount
        }
    }

    It 'keeps its options: columns, countries, encoding and delimiter' {
        $path = "$TestDrive/options.csv"
        # Windows PowerShell reads scripts without a mark in another encoding.
        $column = 'W' + [char]0xF6 + 'rk mail'
        $lines = @("$column;Tel") + (1..200 | ForEach-Object { "person$_@example.com;0912345{0:000}" -f $_ })
        [IO.File]::WriteAllLines($path, [string[]]$lines, [Text.Encoding]::GetEncoding('iso-8859-1'))
        $options = @{ Path = $path; Encoding = 'iso-8859-1'; Delimiter = ';'; ColumnMap = @{ EMAIL = $column; PHONE = 'Tel' }; DefaultCountry = 'VN'; BatchSize = 50 }
        $whole = New-Audience $sandbox
        [void](Add-MMAudienceUser -AudienceId $whole.Id @options)

        [void](Add-MMAudienceUser -AudienceId $audience.Id @options -ThrottleLimit 1 -JournalPath $journal | Select-Object -First 1)
        [void](Resume-MMAudienceUpload -JournalPath $journal)
        $audience.RowsReceived | Should -Be 200
        $audience.PeopleCount | Should -Be $whole.PeopleCount
        $audience.MatchedCount | Should -Be $whole.MatchedCount
    }

    It 'is only checked with -WhatIf, which writes no journal' {
        Add-MMAudienceUser -AudienceId $audience.Id -Path $list -JournalPath $journal -WhatIf | ForEach-Object Status | Should -Be 'NotSent'
        Test-Path -LiteralPath $journal | Should -BeFalse

        [void](New-BrokenUpload $audience $list $journal)
        $text = [IO.File]::ReadAllText($journal)
        Resume-MMAudienceUpload -JournalPath $journal -WhatIf | ForEach-Object Status | Select-Object -Unique | Should -Be 'NotSent'
        [IO.File]::ReadAllText($journal) | Should -Be $text
    }

    It 'has a journal without personal data' {
        [void](New-BrokenUpload $audience $list $journal)
        $text = [IO.File]::ReadAllText($journal)
        $text | Should -Not -Match 'example|person|4155550|Ann|First name'
        # SHA-256 of person1@example.com
        $text | Should -Not -Match '18c0922f0e3b9e9e84a5ded2ff107ab7cc938e72dd9f9c8db6baa701b734623d'
        $text | Should -Not -Match ([regex]::Escape((ConvertFrom-Secret $sandbox.AccessToken)))
    }
}

Describe 'Rows from the pipeline' {
    BeforeEach {
        $audience = New-Audience $sandbox
        $rows = New-Customer 500
        $journal = "$TestDrive/$([guid]::NewGuid()).journal"
        [void]($rows | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 50 -ThrottleLimit 1 -JournalPath $journal -WarningAction SilentlyContinue | Select-Object -First 3)
    }

    It 'are skipped by number when they are piped again' {
        $receipts = @($rows | Resume-MMAudienceUpload -JournalPath $journal -WarningAction SilentlyContinue)
        $receipts.Count | Should -BeLessOrEqual 7
        $audience.RowsReceived | Should -Be 500
        (Get-MMAudienceUpload $journal).State | Should -Be 'Finished'
    }

    It 'are refused if they differ' {
        $rows[60].Email = 'somebody.else@example.com'
        $failure = Get-Failure { $rows | Resume-MMAudienceUpload -JournalPath $journal }
        Get-ErrorId $failure | Should -Be 'MMJournalChanged'
        "$failure" | Should -Match 'Rows 51 to 100'
        "$failure" | Should -Not -Match 'somebody'
    }

    It 'are refused if a column is missing' {
        "$(Get-Failure { $rows | Select-Object -Property Email | Resume-MMAudienceUpload -JournalPath $journal })" | Should -Match '1 columns and had 4'
    }

    It 'have to be piped again' {
        Get-ErrorId (Get-Failure { Resume-MMAudienceUpload -JournalPath $journal }) | Should -Be 'MMJournalNeedsRows'
    }
}

Describe 'A journal' {
    It 'belongs to one list' {
        $audience = New-Audience $sandbox
        $first = New-List 10
        $second = New-List 10
        $failure = Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path $first, $second -JournalPath "$TestDrive/one.journal" }
        Get-ErrorId $failure | Should -Be 'MMJournalTaken'
    }

    It 'allows one upload at a time' {
        $audience = New-Audience $sandbox
        $list = New-List 100
        $rows = New-Customer 2
        $journal = "$TestDrive/busy.journal"
        $link = "$TestDrive/link to busy.journal"
        $failures = [Collections.Generic.List[object]]::new()
        [void](& {
                $rows[0]
                # The journal is open until the last row has come.
                [void](New-Item -ItemType HardLink -Path $link -Target $journal)
                $failures.Add((Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path $list -JournalPath $journal }))
                $failures.Add((Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path $list -JournalPath $link }))
                $failures.Add((Get-Failure { Resume-MMAudienceUpload -JournalPath $link }))
                $rows[1]
            } | Add-MMAudienceUser -AudienceId $audience.Id -JournalPath $journal -WarningAction SilentlyContinue)
        "$($failures | ForEach-Object { Get-ErrorId $_ })" | Should -Be 'MMJournalInUse MMJournalInUse MMJournalInUse'
        (Get-MMAudienceUpload $journal).RowsAccepted | Should -Be 2
        $audience.RowsReceived | Should -Be 2
    }

    It 'in a folder that does not exist is reported before anything is sent' {
        $audience = New-Audience $sandbox
        $calls = $sandbox.RequestCount
        Get-ErrorId (Get-Failure { New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id -JournalPath "$TestDrive/none/x.journal" }) | Should -Be 'MMFileNotFound'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'that cannot be written is reported before anything is sent' -Skip:(-not (Test-Path -LiteralPath /dev/full)) {
        $audience = New-Audience $sandbox
        $calls = $sandbox.RequestCount
        [void](New-Item -ItemType SymbolicLink -Path "$TestDrive/full.journal" -Target /dev/full)
        Get-ErrorId (Get-Failure { New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id -JournalPath "$TestDrive/full.journal" }) | Should -Be 'MMJournalNotWritten'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'that is a folder is reported before anything is sent' {
        $audience = New-Audience $sandbox
        $calls = $sandbox.RequestCount
        $folder = New-Item -ItemType Directory -Path "$TestDrive/folder.journal"
        Get-ErrorId (Get-Failure { New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id -JournalPath $folder }) | Should -Be 'MMFileNotAccessible'
        Get-ChildItem -LiteralPath $folder | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'that is another kind of file or does not exist is reported, and the next one is read' {
        [IO.File]::WriteAllText("$TestDrive/none.journal", "Email`nperson1@example.com`n")
        $audience = New-Audience $sandbox
        [void](New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id -JournalPath "$TestDrive/some.journal" -WarningAction SilentlyContinue)

        $records = Get-MMAudienceUpload "$TestDrive/none.journal", "$TestDrive/missing.journal", "$TestDrive/some.journal" -ErrorVariable failures -ErrorAction SilentlyContinue
        "$($failures | ForEach-Object { Get-ErrorId $_ })" | Should -Be 'MMJournalUnreadable MMFileNotFound'
        "$failures" | Should -Not -Match 'person'
        $records.RowsAccepted | Should -Be 10
    }

    It 'can be piped from Get-ChildItem and to Resume-MMAudienceUpload' {
        $audience = New-Audience $sandbox
        $folder = New-Item -ItemType Directory -Path "$TestDrive/several"
        foreach ($name in 'a', 'b') {
            [void](New-BrokenUpload $audience (New-List 200) "$folder/$name.journal" -Batches 1)
        }

        [void](Get-ChildItem -Path $folder -Filter *.journal | Get-MMAudienceUpload | Resume-MMAudienceUpload -WarningAction SilentlyContinue)
        (Get-ChildItem -Path $folder -Filter *.journal | Get-MMAudienceUpload).State | Should -Be 'Finished', 'Finished'
    }

    It 'is found by its exact name with brackets' {
        $audience = New-Audience $sandbox
        $journal = "$TestDrive/list [1].journal"
        [void](New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id -JournalPath $journal -WarningAction SilentlyContinue)
        (Get-MMAudienceUpload -LiteralPath $journal).RowsAccepted | Should -Be 10
        (Get-Item -LiteralPath $journal | Get-MMAudienceUpload).RowsAccepted | Should -Be 10
        (Get-MMAudienceUpload -JournalPath $journal).RowsAccepted | Should -Be 10
        Get-ErrorId (Get-Failure { Get-MMAudienceUpload -JournalPath "$TestDrive/none [1].journal" }) | Should -Be 'MMFileNotFound'
        Get-ErrorId (Get-Failure { Get-MMAudienceUpload -LiteralPath "$TestDrive/none [1].journal" }) | Should -Be 'MMFileNotFound'
    }
}

Describe 'Throttling' {
    It 'stops the upload after -MaxWaitSec, and leaves a journal to resume from' {
        $audience = New-Audience $sandbox
        $list = New-List 100
        $journal = "$TestDrive/throttled.journal"
        $sandbox.FailNext('613')
        $warnings = Get-Warning { try { Add-MMAudienceUser -AudienceId $audience.Id -Path $list -JournalPath $journal -MaxWaitSec 0 } catch { $script:failure = $_ } }
        Get-ErrorId $script:failure | Should -Be 'MMThrottled'
        "$warnings" | Should -Match 'Resume-MMAudienceUpload'

        (Resume-MMAudienceUpload -JournalPath $journal).Status | Should -Be 'Accepted'
    }

    It 'slows all posts down and reports why' {
        $audience = New-Audience $sandbox
        $list = New-List 200
        $sandbox.FailNext('Throttled')
        $said = Add-MMAudienceUser -AudienceId $audience.Id -Path $list -BatchSize 50 -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$said" | Should -Match 'Throttled: no call for [\d.]+ s; 2 in flight\.'
        $audience.RowsReceived | Should -Be 200
    }

    It 'allows a wait of at most one day' {
        Get-ErrorId (Get-Failure { New-Customer 1 | Add-MMAudienceUser -AudienceId 1 -MaxWaitSec 86401 }) | Should -Be 'ParameterArgumentValidationError'
    }
}
