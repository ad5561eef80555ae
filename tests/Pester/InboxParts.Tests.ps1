# Commands that read an inbox read all of its files, in order, also when the oldest were deleted.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule

    $inbox = "$TestDrive/parts.jsonl"
    $journal = "$TestDrive/parts.journal"
    $filler = 'quux ' * 150000

    # A watcher on a free port that rotates at 1 MiB; a message of 750 kB ends a file after whatever is in it.
    function Start-Part([hashtable] $Parameters = @{}) {
        $script:watch = Start-Watch -Parameters (@{ AppSecret = $sandbox.AppSecret; InboxPath = $inbox; MaxInboxSizeMB = 1; Resume = $true } + $Parameters)
        $sandbox.SendWebhooksTo($watch.Uri, (Get-VerifyToken))
    }

    function Stop-Part {
        Wait-Until { $sandbox.PendingDeliveries -eq 0 }
        Stop-Watch $script:watch
    }

    # Fills the newest file, signed as the sandbox signs.
    function Add-Filler([int] $Number) {
        $body = New-MessageBody $Number -Text $filler
        $hmac = New-Object Security.Cryptography.HMACSHA256 (, [Text.Encoding]::ASCII.GetBytes((ConvertFrom-Secret $sandbox.AppSecret)))
        $signature = 'sha256=' + [BitConverter]::ToString($hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($body))).Replace('-', '').ToLowerInvariant()
        Send-Webhook -Uri $script:watch.Uri -Body $body -Signature $signature | Should -Be 200
    }

    function ConvertFrom-Secret([Security.SecureString] $Secret) { (New-Object Net.NetworkCredential ('', $Secret)).Password }

    function Get-Part { (Get-ChildItem -Path $TestDrive -Filter 'parts.jsonl*' | Where-Object Name -NotLike '*.position').Name | Sort-Object }

    $sandbox = Connect-Sandbox @{ Seed = 7; MessageRate = @{ Read = 1; Clicked = 1 } }
    Register-MMWebhook
    $campaign = New-MMMessageCampaign -Name 'Spring' -DailyBudget 5000

    # The first file contains the referrals of two people, the second file the result of one message, and the newest file the result of the other.
    Start-Part
    $people = 'flyer', 'poster' | ForEach-Object { Send-MMSandboxEvent -Link $_ }
    Wait-Until { $sandbox.PendingDeliveries -eq 0 }
    Add-Filler 1
    Add-Filler 2
    foreach ($person in $people) {
        Send-MMOptInRequest -Psid $person.Psid -Title 'Weekly offers' -ImageUrl 'https://example.com/offers.png' | Out-Null
        Approve-MMSandboxOptIn -Psid $person.Psid | Out-Null
    }
    $tokens = @(Get-MMSubscriptionToken)
    $tokens[0] | Send-MMMarketingMessage $campaign -Text 'Spring is here' -JournalPath $journal | Out-Null
    Wait-Until { $sandbox.PendingDeliveries -eq 0 }
    Add-Filler 3
    Add-Filler 4
    $tokens[1] | Send-MMMarketingMessage $campaign -Text 'Spring is here' -JournalPath $journal | Out-Null
    Stop-Part
}

AfterAll { Stop-MMSandbox }

Describe 'An inbox of several files' {
    It 'has three files' { Get-Part | Should -HaveCount 3 }

    It 'is read as a whole by Get-MMMessageResult, by <_>' -ForEach 'its name', 'a pattern of the newest file', 'a pattern of all files' {
        $path = @{ 'its name' = $inbox; 'a pattern of the newest file' = "$TestDrive/part?.jsonl"; 'a pattern of all files' = "$TestDrive/parts.jsonl*" }[$_]
        $results = @(Get-MMMessageResult $journal -InboxPath $path -WarningVariable warned)
        $results.Status | Should -Be 'Clicked', 'Clicked'
        $results.Clicks | Should -Be 1, 1
        foreach ($result in $results) {
            $result.Delivered | Should -Not -BeNullOrEmpty
            $result.Read | Should -Not -BeNullOrEmpty
        }
        $warned | Should -BeNullOrEmpty
    }

    It 'is read as a whole by Measure-MMSubscriber' {
        $measures = $tokens | Measure-MMSubscriber Door, Ref -InboxPath $inbox
        $measures | Sort-Object Ref | ForEach-Object { "$($_.Door) $($_.Ref) $($_.Count)" } | Should -Be 'Link flyer 1', 'Link poster 1'
    }

    It 'is read as a whole by Export-MMUploadReport' {
        Export-MMUploadReport "$TestDrive/all.html" -JournalPath $journal -InboxPath $inbox
        $page = Get-Content -LiteralPath "$TestDrive/all.html" -Raw
        $page | Should -Match 'flyer'
        $page | Should -Match 'poster'
    }

    It 'is read while the newest file has just been renamed' {
        Rename-Item -LiteralPath $inbox -NewName 'away'
        try {
            (Get-MMMessageResult $journal -InboxPath $inbox).Status | Sort-Object | Should -Be 'Clicked', 'Sent'
            ($tokens | Measure-MMSubscriber Ref -InboxPath $inbox).Ref | Sort-Object | Should -Be 'flyer', 'poster'
            Export-MMUploadReport "$TestDrive/renamed.html" -JournalPath $journal -InboxPath $inbox
            Get-Content -LiteralPath "$TestDrive/renamed.html" -Raw | Should -Match 'flyer'
        } finally {
            Rename-Item -LiteralPath "$TestDrive/away" -NewName 'parts.jsonl'
        }
    }
}

Describe 'An inbox whose oldest file -KeepDays deleted' {
    BeforeAll {
        # As received 40 days ago, so that the watcher deletes the first file, whose events were all written.
        $first = Get-ChildItem -Path $TestDrive -Filter 'parts.jsonl.0*' | Sort-Object Name | Select-Object -First 1
        $old = [DateTime]::UtcNow.AddDays(-40).ToString('o')
        [IO.File]::WriteAllText($first.FullName, ([IO.File]::ReadAllText($first.FullName) -replace '"received":"[^"]+"', ('"received":"' + $old + '"')))
        Start-Part @{ KeepDays = 30 }
        try { Wait-Until { -not (Test-Path -LiteralPath $first.FullName) } } finally { Stop-Part }
    }

    It 'has results of the remaining messages' {
        (Get-MMMessageResult $journal -InboxPath $inbox).Status | Should -Be 'Clicked', 'Clicked'
    }

    It 'no longer contains the doors of people' {
        $measures = @($tokens | Measure-MMSubscriber Door, Ref -InboxPath $inbox)
        $measures | ForEach-Object { "$($_.Door) $($_.Ref) $($_.Count)" } | Should -Be 'Unknown  2'
    }

    It 'is reported with the remaining events' {
        Export-MMUploadReport "$TestDrive/left.html" -JournalPath $journal -InboxPath $inbox -WarningVariable warned
        $page = Get-Content -LiteralPath "$TestDrive/left.html" -Raw
        $page | Should -Not -Match 'flyer'
        $page | Should -Match 'Messages'
        $warned | Should -BeNullOrEmpty
    }
}
