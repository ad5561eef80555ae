# An inbox of several files: rotation, retention, and reading it while a watcher writes it.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule

    # A text that makes a delivery about 300 KiB, so that four fill a file of 1 MiB.
    $long = 'quux ' * 60000

    function Write-Inbox([string] $Inbox, [int[]] $Number, [hashtable] $Parameters = @{}) {
        $watch = Start-Watch -Parameters (@{ InboxPath = $Inbox; First = @($Number | Select-Object -Unique).Count; TimeoutSec = 60; Resume = $true } + $Parameters)
        foreach ($each in $Number) { Send-Webhook -Uri $watch.Uri -Body (New-MessageBody $each -Text $long) | Should -Be 200 }
        (Complete-Watch $watch).MessageId
    }
}

Describe 'An inbox with -MaxInboxSizeMB' {
    It 'starts new files, resumes across them, and is read as a whole' {
        $inbox = "$TestDrive/rotating.jsonl"
        Write-Inbox $inbox (1..9) @{ MaxInboxSizeMB = 1 } | Should -Be (1..9 | ForEach-Object { "m$_" })
        @(Get-ChildItem -Path $TestDrive -Filter 'rotating.jsonl.0*').Name | Should -Be 'rotating.jsonl.000000000001', 'rotating.jsonl.000000000005'
        Write-Inbox $inbox (10, 11) @{ MaxInboxSizeMB = 1 } | Should -Be 'm10', 'm11'

        $before = Get-ChildItem -Path $TestDrive -Filter 'rotating*' | Get-FileHash
        (Get-MMWebhookEvent $inbox).MessageId | Should -Be (1..11 | ForEach-Object { "m$_" })
        (Get-ChildItem -Path $TestDrive -Filter 'rotating*' | Get-FileHash).Hash | Should -Be $before.Hash
    }
}

Describe 'Get-MMWebhookEvent' {
    BeforeAll {
        $inbox = "$TestDrive/read.jsonl"
        Write-Inbox $inbox (1, 1, 2) | Out-Null
    }

    It 'returns each event once' {
        (Get-MMWebhookEvent -InboxPath $inbox).MessageId | Should -Be 'm1', 'm2'
    }

    It 'filters by kind and by time' {
        Get-MMWebhookEvent $inbox -Kind OptIn, Comment | Should -BeNullOrEmpty
        @(Get-MMWebhookEvent $inbox -Kind Message -Since (Get-Date).AddHours(-1)) | Should -HaveCount 2
        Get-MMWebhookEvent $inbox -Since (Get-Date).AddHours(1) | Should -BeNullOrEmpty
    }

    It 'reads while a watcher writes, and leaves its position' {
        $position = Get-Content -LiteralPath "$inbox.position"
        $watch = Start-Watch -Parameters @{ InboxPath = $inbox; TimeoutSec = 60 } -Then '| Out-Null'
        try {
            Send-Webhook -Uri $watch.Uri -Body (New-MessageBody 3 -Text 'quux') | Should -Be 200
            (Get-MMWebhookEvent $inbox).MessageId | Should -Be 'm1', 'm2', 'm3'
        } finally {
            Stop-Watch $watch
        }
        Get-Content -LiteralPath "$inbox.position" | Should -Not -Be $position
    }

    It 'reports which deliveries it cannot read' {
        Add-Content -LiteralPath $inbox -Value '{"sequence":99,"damaged"'
        @(Get-MMWebhookEvent $inbox -WarningVariable warned -WarningAction SilentlyContinue) | Should -HaveCount 3
        "$warned" | Should -Match '1 delivery of the inbox'
    }

    It 'reports that there is no inbox' {
        Get-ErrorId (Get-Failure { Get-MMWebhookEvent "$TestDrive/none.jsonl" }) | Should -Be 'MMFileNotFound'
    }
}
