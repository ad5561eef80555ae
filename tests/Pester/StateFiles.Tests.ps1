# What the module does with the files that it writes: journals, inboxes, lists of rejected rows and reports.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox
    $audience = New-Audience $sandbox
    $secret = Get-WebhookSecret

    # A path in a folder of the test's own.
    function New-TestPath {
        param([string] $Name)

        $folder = New-Item -ItemType Directory -Path "$TestDrive/$([guid]::NewGuid())"
        "$folder/$Name"
    }

    function New-List {
        param([int] $Count = 20)

        $path = New-TestPath 'list.csv'
        New-Customer $Count | Export-Csv -LiteralPath $path -NoTypeInformation
        $path
    }

    function Get-Bytes {
        param([string] $Path)

        [BitConverter]::ToString([IO.File]::ReadAllBytes($Path))
    }
}

AfterAll { Stop-MMSandbox }

Describe 'A wrong path' {
    BeforeAll {
        $list = New-List
        $writers = @{
            'Add-MMAudienceUser -JournalPath' = { param($Path) Add-MMAudienceUser -AudienceId $audience.Id -Path $list -JournalPath $Path }
            'Remove-MMAudienceUser -JournalPath' = { param($Path) Remove-MMAudienceUser -AudienceId $audience.Id -Path $list -JournalPath $Path -Confirm:$false }
            'Resume-MMAudienceUpload -JournalPath' = { param($Path) Resume-MMAudienceUpload -JournalPath $Path }
            'Send-MMMarketingMessage -JournalPath' = { param($Path) Send-MMMarketingMessage 77 -Token 1 -Text 'Hi' -JournalPath $Path }
            'Add-MMAudienceUser -RejectPath' = { param($Path) Add-MMAudienceUser -AudienceId $audience.Id -Path $list -RejectPath $Path }
            'Watch-MMWebhook -InboxPath' = { param($Path) Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -InboxPath $Path -TimeoutSec 1 }
            'Watch-MMWebhook -InboxPath -Resume' = { param($Path) Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -InboxPath $Path -Resume -TimeoutSec 1 }
            'Export-MMUploadReport -Path' = { param($Path) Get-MMAudience $audience.Id | Export-MMUploadReport -Path $Path }
        }
    }

    It 'at <Writer> leaves the file unchanged, and the error describes the file' -TestCases @(
        @{ Writer = 'Add-MMAudienceUser -JournalPath'; Id = 'MMJournalUnreadable' }
        @{ Writer = 'Remove-MMAudienceUser -JournalPath'; Id = 'MMJournalUnreadable' }
        @{ Writer = 'Resume-MMAudienceUpload -JournalPath'; Id = 'MMJournalUnreadable' }
        @{ Writer = 'Send-MMMarketingMessage -JournalPath'; Id = 'MMJournalUnreadable' }
        @{ Writer = 'Add-MMAudienceUser -RejectPath'; Id = 'MMFileForeign' }
        @{ Writer = 'Watch-MMWebhook -InboxPath'; Id = 'MMFileForeign' }
        @{ Writer = 'Watch-MMWebhook -InboxPath -Resume'; Id = 'MMFileForeign' }
        @{ Writer = 'Export-MMUploadReport -Path'; Id = 'MMFileExists' }
    ) {
        param($Writer, $Id)

        $calls = $sandbox.RequestCount
        foreach ($content in 'a note', "Email`nann@example.com`n", '{"level":"info"}', "{`"level`":`"info`"}`n", '{', [string][char]0) {
            $path = New-TestPath 'notes.txt'
            [IO.File]::WriteAllText($path, $content)
            $before = Get-Bytes $path
            $failure = Get-Failure { & $writers[$Writer] $path }
            Get-ErrorId $failure | Should -Be $Id
            "$failure" | Should -Not -Match 'ann@'
            Get-Bytes $path | Should -Be $before
            @(Get-ChildItem -LiteralPath (Split-Path $path) -Force).Count | Should -Be 1
        }

        if ($Writer -notlike 'Export*') { $sandbox.RequestCount | Should -Be $calls }
    }

    It 'to a device is refused at <Writer>' -Skip:(-not (Test-Path -LiteralPath /dev/null)) -TestCases @(
        @{ Writer = 'Add-MMAudienceUser -JournalPath'; Id = 'MMJournalNotWritten' }
        @{ Writer = 'Resume-MMAudienceUpload -JournalPath'; Id = 'MMJournalNotWritten' }
        @{ Writer = 'Add-MMAudienceUser -RejectPath'; Id = 'MMFileNotAccessible' }
        @{ Writer = 'Watch-MMWebhook -InboxPath'; Id = 'MMFileNotAccessible' }
        @{ Writer = 'Export-MMUploadReport -Path'; Id = 'MMFileNotAccessible' }
    ) {
        param($Writer, $Id)

        $failure = Get-Failure { & $writers[$Writer] '/dev/null' }
        Get-ErrorId $failure | Should -Be $Id
        "$failure" | Should -Match 'a device'
    }

    It 'in a folder that does not exist names the folder at <Writer>' -TestCases @(
        @{ Writer = 'Add-MMAudienceUser -JournalPath' }
        @{ Writer = 'Resume-MMAudienceUpload -JournalPath' }
        @{ Writer = 'Watch-MMWebhook -InboxPath' }
    ) {
        param($Writer)

        $path = New-TestPath 'none/file'
        $failure = Get-Failure { & $writers[$Writer] $path }
        Get-ErrorId $failure | Should -Be 'MMFileNotFound'
        "$failure" | Should -Match 'folder .*none'
        "$failure" | Should -Not -Match '\.lock|\.tmp|\.position'
    }
}

Describe 'The paths of one call' {
    It 'must refer to different files: -JournalPath and -RejectPath' {
        $path = New-TestPath 'both'
        $failure = Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path (New-List) -JournalPath $path -RejectPath (Join-Path (Split-Path $path) './both') }
        Get-ErrorId $failure | Should -Be 'MMPathTaken'
        Test-Path -LiteralPath $path | Should -BeFalse
    }

    It 'must refer to different files: <Parameter> and the list, through a link' -TestCases @(
        @{ Parameter = 'JournalPath' }
        @{ Parameter = 'RejectPath' }
    ) {
        param($Parameter)

        $list = New-List
        $before = Get-Bytes $list
        $link = "$list.link"
        [void](New-Item -ItemType HardLink -Path $link -Target $list)
        $written = @{ $Parameter = $link }
        Get-ErrorId (Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path $list @written }) | Should -Be 'MMPathTaken'
        Get-ErrorId (Get-Failure { Get-Item -LiteralPath $list | Add-MMAudienceUser -AudienceId $audience.Id -JournalPath $link }) | Should -Be 'MMPathTaken'
        Get-Bytes $list | Should -Be $before
    }

    It 'must refer to different files: -RejectPath and -SuppressPath' {
        $path = New-List
        Get-ErrorId (Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path (New-List) -SuppressPath $path -RejectPath $path }) | Should -Be 'MMPathTaken'
    }

    It 'must refer to different files: a report and its journal, through a link' {
        $journal = New-TestPath 'one.journal'
        [void](Add-MMAudienceUser -AudienceId $audience.Id -Path (New-List) -JournalPath $journal -WarningAction SilentlyContinue)
        $before = Get-Bytes $journal
        [void](New-Item -ItemType SymbolicLink -Path "$journal.html" -Target $journal)
        Get-ErrorId (Get-Failure { Export-MMUploadReport -Path "$journal.html" -JournalPath $journal }) | Should -Be 'MMFileExists'
        Get-Bytes $journal | Should -Be $before
    }
}

Describe 'A file that others could read' {
    It 'is made private, with a warning: a journal' -Skip:($PSEdition -ne 'Core' -or $IsWindows) {
        $journal = New-TestPath 'open.journal'
        $list = New-List
        [void](Add-MMAudienceUser -AudienceId $audience.Id -Path $list -JournalPath $journal -WarningAction SilentlyContinue)
        chmod 666 $journal
        $warnings = Get-Warning { [void](Add-MMAudienceUser -AudienceId $audience.Id -Path $list -JournalPath $journal) }
        "$warnings" | Should -Match 'Other users had access to the journal'
        (Get-ChildItem -LiteralPath (Split-Path $journal)).UnixMode | Select-Object -Unique | Should -Be '-rw-------'
    }

    It 'is made private, with a warning: an inbox' -Skip:($PSEdition -ne 'Core' -or $IsWindows) {
        $inbox = New-TestPath 'inbox.jsonl'
        [void](New-Item -ItemType File -Path $inbox)
        chmod 644 $inbox
        $warnings = Get-Warning { Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -InboxPath $inbox -TimeoutSec 1 }
        "$warnings" | Should -Match 'Other users had access to the inbox'
        (Get-ChildItem -LiteralPath (Split-Path $inbox)).UnixMode | Select-Object -Unique | Should -Be '-rw-------'
    }
}

Describe 'An inbox' {
    It 'whose position is <What> writes all events again with -Resume, and reports it' -TestCases @(
        @{ What = 'zeros'; Bytes = [byte[]]::new(80) }
        @{ What = 'garbage'; Bytes = [Text.Encoding]::ASCII.GetBytes('x' * 80) }
        @{ What = 'missing'; Bytes = $null }
    ) {
        param($What, $Bytes)

        $inbox = New-TestPath 'inbox.jsonl'
        $watch = Start-Watch -Parameters @{ InboxPath = $inbox; First = 2 }
        1..2 | ForEach-Object { Send-Webhook $watch.Uri (New-MessageBody $_) } | Select-Object -Unique | Should -Be 200
        [void](Complete-Watch $watch)
        if ($null -eq $Bytes) { Remove-Item -LiteralPath "$inbox.position" } else { [IO.File]::WriteAllBytes("$inbox.position", $Bytes) }

        $warnings = Get-Warning { Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -InboxPath $inbox -TimeoutSec 1 | Should -BeNullOrEmpty }
        "$warnings" | Should -Match 'They are skipped'
        $script:events = $null
        $warnings = Get-Warning { $script:events = Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -InboxPath $inbox -Resume -First 2 -TimeoutSec 30 }
        "$warnings" | Should -Match 'All events are returned again'
        $script:events.MessageId | Should -Be 'm1', 'm2'
    }

    It 'that is truncated while it is watched continues without a hole, and reports it' {
        $inbox = New-TestPath 'inbox.jsonl'
        $watch = Start-Watch -Parameters @{ InboxPath = $inbox; First = 4 }
        1..2 | ForEach-Object { Send-Webhook $watch.Uri (New-MessageBody $_) } | Select-Object -Unique | Should -Be 200
        Wait-Until { $watch.Output.Count -eq 2 }

        # As logrotate does with copytruncate.
        $file = [IO.File]::Open($inbox, 'Open', 'Write', 'ReadWrite')
        $file.SetLength(0)
        $file.Dispose()
        3..4 | ForEach-Object { Send-Webhook $watch.Uri (New-MessageBody $_) } | Select-Object -Unique | Should -Be 200
        Wait-Until { $watch.Running.IsCompleted }
        "$($watch.Shell.Streams.Warning.ReadAll())" | Should -Match 'truncated the inbox'
        (Complete-Watch $watch).MessageId | Should -Be 'm1', 'm2', 'm3', 'm4'
        $lines = @([IO.File]::ReadAllLines($inbox))
        $lines.Count | Should -Be 2
        ($lines | ConvertFrom-Json).sequence | Should -Be 3, 4
    }
}
