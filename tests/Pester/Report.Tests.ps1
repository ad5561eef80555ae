# Export-MMUploadReport: what it takes, what it writes, and what it refuses.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox @{ MatchRate = 1 }
    $audience = New-Audience $sandbox -Name 'Spring <b>'
    $list = "$TestDrive/list.csv"
    New-Customer 120 | Export-Csv -Path $list -NoTypeInformation
    Add-Content -LiteralPath $list -Value '"nobody","12","Ann","Example"'
    $upload = @{ AudienceId = $audience.Id; WarningAction = 'Ignore' }
    $receipts = @(Add-MMAudienceUser @upload -Path $list -BatchSize 50)
    $summary = Add-MMAudienceUser @upload -Path $list -BatchSize 50 -JournalPath "$TestDrive/list.journal" -Summary

    # The text of a report, without marks of its tables.
    function Get-Report([string] $Path) { ([IO.File]::ReadAllText($Path) -replace '<style.*?</style>' -replace '<[^>]+>', ' ') -replace '\s+', ' ' }
}

AfterAll {
    $sandbox | Stop-MMSandbox
    Disconnect-MMAccount
}

Describe 'A report' {
    BeforeEach {
        $path = "$TestDrive/$([guid]::NewGuid()).html"
    }

    It 'is created from an upload in the same pipeline' {
        Add-MMAudienceUser @upload -Path $list -Summary | Export-MMUploadReport $path | Should -BeNullOrEmpty
        $text = Get-Report $path
        $text | Should -Match 'Rows read 121 Accepted 120 99\.2% Rejected 1 0\.8% Not accepted 0 0%'
        $text | Should -Match 'EMAIL NotAnEmailAddress 1 100%'
    }

    It 'is created from the summary of a journal' {
        Get-MMAudienceUpload "$TestDrive/list.journal" | Export-MMUploadReport $path
        Get-Report $path | Should -Match 'Rows read 121 Accepted 120 .*1: list\.csv'
    }

    It 'is created from receipts, statuses, and audiences, and asks for the reasons' {
        $statuses = @($receipts | Wait-MMAudienceUpload -PollIntervalSec 1 -TimeoutSec 60 -WarningAction Ignore)
        $receipts + $statuses + (Get-MMAudience -AudienceId $audience.Id) | Export-MMUploadReport $path -Title 'Second quarter'
        $text = Get-Report $path
        $text | Should -Match '^ *Second quarter'
        $text | Should -Match 'Audience Spring &lt;b&gt; Id \d+'
        $text | Should -Match 'Batch 1 50 0 50 Batch 2 50 0 50 Batch 3 20 1 21'
        $text | Should -Match 'The reason of 1 rejected row is not known.*-Summary'
        $text | Should -Match 'Succeeded 3 120 '
        $text | Should -Match 'Audience, at the time of this report'
    }

    It 'counts an upload once, regardless of its source' {
        $record = Get-MMAudienceUpload "$TestDrive/list.journal"
        $summary, $record, (Get-Item -LiteralPath "$TestDrive/list.journal"), $record | Export-MMUploadReport $path -JournalPath "$TestDrive/*.journal"
        $text = Get-Report $path
        $text | Should -Match 'Rows read 121 Accepted 120 '
        $text | Should -Match 'Batches 3 '
    }

    It 'accepts journals from Get-ChildItem, and objects as an argument' {
        Get-ChildItem -Path $TestDrive -Filter list.journal | Export-MMUploadReport -Path $path
        Get-Report $path | Should -Match 'Batch 3 20 1 21'
        $file = Export-MMUploadReport -LiteralPath $path -InputObject $receipts -PassThru
        $file | Should -BeOfType ([IO.FileInfo])
        $file.FullName | Should -Be (Get-Item -LiteralPath $path).FullName
        $file.PSPath | Should -Be (Get-Item -LiteralPath $path).PSPath
    }

    It 'is created from a journal in a folder with brackets' {
        [void](New-Item -ItemType Directory -Path "$TestDrive/d [1]")
        Copy-Item -LiteralPath "$TestDrive/list.journal" -Destination "$TestDrive/d [1]/j [1].journal"
        Export-MMUploadReport -Path "$TestDrive/d [1]/r [1].html" -JournalPath "$TestDrive/d [1]/j [1].journal"
        Get-Report "$TestDrive/d [1]/r [1].html" | Should -Match 'Rows read 121 '
    }

    It 'has a section for each audience' {
        $other = New-Audience $sandbox -Name 'Autumn'
        $more = New-Customer 10 | Add-MMAudienceUser -AudienceId $other.Id -WarningAction Ignore
        $receipts + $more | Export-MMUploadReport $path
        @([regex]::Matches([IO.File]::ReadAllText($path), '<h2 ')).Count | Should -Be 2
    }

    It 'reads the webhooks of its audiences from an inbox' {
        $inbox = "$TestDrive/inbox.jsonl"
        $port = Get-FreePort
        $told = Start-MMSandbox -MatchRate 1 -WebhookUri "http://127.0.0.1:$port/" -WebhookField marketing_messages_subscriber_upload_status
        try {
            $context = $told | Connect-MMAccount -PassThru
            $watch = Start-Watch -Port $port -Parameters @{ AppSecret = $told.AppSecret; VerifyToken = $told.VerifyToken; InboxPath = $inbox }
            $watched = New-MMCustomAudience -Name 'Watched' -Description 'CRM export'
            $receipt = New-Customer 120 | Add-MMAudienceUser -AudienceId $watched.Id
            Wait-Until { $told.PendingDeliveries -eq 0 -and (Test-Path -LiteralPath $inbox) -and (Get-Item -LiteralPath $inbox).Length -gt 0 }
            $receipt | Export-MMUploadReport $path -InboxPath $inbox
            Get-Report $path | Should -Match 'At least At most Source \S+ \S+ [\d,]+ [\d,]+ Webhook'
            Export-MMUploadReport -Path $path -InboxPath $inbox
            Get-Report $path | Should -Match "Audience Watched Id $($watched.Id)"
            Copy-Item -LiteralPath $inbox -Destination "$TestDrive/inbox2.jsonl"
            foreach ($inboxes in @($inbox, "$TestDrive/inbox2.jsonl"), @("$TestDrive/inbox*.jsonl")) {
                Export-MMUploadReport -Path $path -InboxPath $inboxes
                Get-Report $path | Should -Match "Audience Watched Id $($watched.Id) .*Succeeded 1 120 "
            }

            $failure = Get-Failure { $receipt | Export-MMUploadReport $path -InboxPath $inbox, "$TestDrive/missing.jsonl" }
            Get-ErrorId $failure | Should -Be 'MMFileNotFound'
        } finally {
            if ($watch) { Stop-Watch $watch }
            $told | Stop-MMSandbox
            $sandbox | Connect-MMAccount
        }
    }

    It 'contains no people, folders, or secrets' {
        $receipts + $summary | Export-MMUploadReport $path -JournalPath "$TestDrive/list.journal"
        $html = [IO.File]::ReadAllText($path)
        $html | Should -Not -MatchExactly 'person\d|example\.com|415 ?555 ?01|\bAnn\b|"nobody'
        $html | Should -Not -Match ([regex]::Escape((Split-Path -Path $list)))
        # SHA-256 of person1@example.com
        $html | Should -Not -Match '18c0922f0e3b9e9e84a5ded2ff107ab7cc938e72dd9f9c8db6baa701b734623d'
        $html | Should -Not -Match ([regex]::Escape((ConvertFrom-Secret $sandbox.AccessToken)))
        $receipts.SessionId | ForEach-Object { $html | Should -Not -Match $_ }
        $html | Should -Not -Match '<script|https?://(?!www\.w3\.org/2000/svg)'
    }

    It 'reports an error with the expected type for another object, and processes the rest' {
        $receipts + 'a line' + [pscustomobject]@{ Email = 'person1@example.com' } | Export-MMUploadReport $path -ErrorVariable failures -ErrorAction SilentlyContinue
        "$($failures | ForEach-Object { Get-ErrorId $_ })" | Should -Be 'MMNotReportable MMNotReportable'
        "$($failures[0])" | Should -Match 'System\.String.*Add-MMAudienceUser.*-JournalPath'
        "$failures" | Should -Not -Match 'person|a line'
        Get-Report $path | Should -Match 'Rows read 121 '
    }

    It 'leaves out a journal that cannot be read, and reports it' {
        [IO.File]::WriteAllText("$TestDrive/bad.journal", "Email`nperson1@example.com`n")
        $receipts | Export-MMUploadReport $path -JournalPath "$TestDrive/bad.journal", "$TestDrive/missing.journal" -InboxPath "$TestDrive/missing.jsonl" -ErrorVariable failures -ErrorAction SilentlyContinue
        @($failures | ForEach-Object { Get-ErrorId $_ } | Sort-Object) | Should -Be @('MMFileNotFound', 'MMFileNotFound', 'MMJournalUnreadable')
        Get-Report $path | Should -Match 'Rows read 121 '
    }

    It 'without input is an error, and writes no file' {
        Get-ErrorId (Get-Failure { @() | Export-MMUploadReport $path }) | Should -Be 'MMNothingToReport'
        Get-ErrorId (Get-Failure { Export-MMUploadReport $path }) | Should -Be 'MMNothingToReport'
        Test-Path -LiteralPath $path | Should -BeFalse
    }
}

Describe 'The file of a report' {
    BeforeEach {
        $folder = New-Item -ItemType Directory -Path "$TestDrive/$([guid]::NewGuid())"
        $path = "$folder/report.html"
    }

    It 'is relative to the location, and replaces an existing report' {
        Push-Location -LiteralPath $folder
        try {
            $summary | Export-MMUploadReport report.html -Title 'An earlier one'
            $summary | Export-MMUploadReport report.html -Title 'A later one'
        } finally {
            Pop-Location
        }

        Get-Report $path | Should -Match '^ *A later one'
        (Get-ChildItem -LiteralPath $folder -Force).Name | Should -Be 'report.html'
    }

    It 'is not written with -WhatIf' {
        $summary | Export-MMUploadReport $path -WhatIf -PassThru | Should -BeNullOrEmpty
        Get-ChildItem -LiteralPath $folder -Force | Should -BeNullOrEmpty
    }

    It 'is kept with -NoClobber, before an upload begins' {
        [IO.File]::WriteAllText($path, 'old')
        $calls = $sandbox.RequestCount
        Get-ErrorId (Get-Failure { Add-MMAudienceUser @upload -Path $list | Export-MMUploadReport $path -NoClobber }) | Should -Be 'MMFileExists'
        $sandbox.RequestCount | Should -Be $calls
        [IO.File]::ReadAllText($path) | Should -Be 'old'
    }

    It 'is replaced only with -Force if it is read-only' {
        $summary | Export-MMUploadReport $path -Title 'An earlier one'
        Set-ItemProperty -LiteralPath $path -Name IsReadOnly -Value $true
        Get-ErrorId (Get-Failure { $summary | Export-MMUploadReport $path }) | Should -Be 'MMFileNotAccessible'
        Get-Report $path | Should -Match '^ *An earlier one'
        $summary | Export-MMUploadReport $path -Title 'A later one' -Force
        Get-Report $path | Should -Match '^ *A later one'
    }

    It 'is kept if it is not a report, even with -Force: <Kind>' -TestCases @(@{ Kind = 'journal' }, @{ Kind = 'inbox' }, @{ Kind = 'list' }) {
        $other = "$folder/other.$Kind"
        switch ($Kind) {
            'journal' { Copy-Item -LiteralPath "$TestDrive/list.journal" -Destination $other }
            'inbox' { [IO.File]::WriteAllText($other, "{}`n") }
            'list' { Copy-Item -LiteralPath $list -Destination $other }
        }

        $before = [IO.File]::ReadAllText($other)
        $failures = @(
            Get-Failure { Get-Item -LiteralPath "$TestDrive/list.journal" | Export-MMUploadReport $other }
            Get-Failure { $summary | Export-MMUploadReport $other -Force }
            Get-Failure { Export-MMUploadReport $other -JournalPath "$TestDrive/list.journal" -InboxPath $other })
        $failures | ForEach-Object { Get-ErrorId $_ } | Should -Be @('MMFileExists', 'MMFileExists', 'MMFileExists')
        "$($failures[0])" | Should -Match 'is not an upload report.*-Path'
        [IO.File]::ReadAllText($other) | Should -Be $before
        (Get-ChildItem -LiteralPath $folder -Force).Name | Should -Be "other.$Kind"
    }

    It 'cannot be a journal of the same pipeline or an empty inbox' {
        $journal = "$folder/new.journal"
        Get-ErrorId (Get-Failure { Add-MMAudienceUser @upload -Path $list -JournalPath $journal -Summary | Export-MMUploadReport $journal }) | Should -Be 'MMFileExists'
        (Get-MMAudienceUpload $journal).RowsAccepted | Should -Be 120
        $inbox = "$folder/inbox.jsonl"
        [IO.File]::WriteAllText($inbox, '')
        Push-Location -LiteralPath $folder
        try {
            $failure = Get-Failure { $summary | Export-MMUploadReport inbox.jsonl -InboxPath $inbox }
        } finally {
            Pop-Location
        }

        Get-ErrorId $failure | Should -Be 'MMPathTaken'
        [IO.File]::ReadAllText($inbox) | Should -Be ''
    }

    It 'cannot be a journal through another path' -Skip:($env:OS -eq 'Windows_NT') {
        $journal = "$folder/o.journal"
        Copy-Item -LiteralPath "$TestDrive/list.journal" -Destination $journal
        [void](New-Item -ItemType SymbolicLink -Path $path -Target $journal)
        Get-ErrorId (Get-Failure { Export-MMUploadReport $path -JournalPath $journal }) | Should -Be 'MMFileExists'
        (Get-MMAudienceUpload $path).RowsAccepted | Should -Be 120
    }

    It 'needs an existing folder, and cannot be a folder or a variable' {
        Get-ErrorId (Get-Failure { $summary | Export-MMUploadReport "$folder/none/report.html" }) | Should -Be 'MMFileNotFound'
        Get-ErrorId (Get-Failure { $summary | Export-MMUploadReport $folder }) | Should -Be 'MMNotAFile'
        Get-ErrorId (Get-Failure { $summary | Export-MMUploadReport 'Variable:report' }) | Should -Be 'MMNotAFile'
    }
}

Describe 'The charting library' {
    It 'is loaded when a report is created, and not when the module is imported' {
        $said = Invoke-Process "
            Import-Module '$(Get-StagedModule)'
            [void](Get-Command -Name Export-MMUploadReport -Syntax)
            @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'OxyPlot' }).Count
            Export-MMUploadReport -Path '$TestDrive/late.html' -JournalPath '$TestDrive/list.journal'
            @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'OxyPlot' }).Count"
        $said | Should -Be @('0', '1')
    }
}
