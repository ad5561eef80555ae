# The ways to the Page: which events open the 24-hour window, who is asked, and who gets a private reply.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule
    $image = 'https://example.com/offers.png'

    # Events as the sandbox delivers them: of what the script makes the customers do.
    function Receive-Event {
        param([scriptblock] $Script, [int] $First = 1)

        $watch = Start-Watch -Parameters @{ AppSecret = $sandbox.AppSecret; First = $First; TimeoutSec = 60 }
        $sandbox.SendWebhooksTo($watch.Uri, (Get-VerifyToken))
        & $Script | Out-Null
        Complete-Watch $watch
    }

    # An event of a message at a time.
    function New-MessageEvent {
        param([string] $Psid = '7770001', [DateTimeOffset] $Time = [DateTimeOffset]::UtcNow)

        '{"object":"page","entry":[{"id":"1","time":1,"messaging":[{"sender":{"id":"' + $Psid + '"},"recipient":{"id":"1"},"timestamp":' + $Time.ToUnixTimeMilliseconds() + ',"message":{"mid":"m1","text":"quux"}}]}]}' |
            ConvertFrom-MMWebhook -SkipSignatureCheck
    }

    # An event of a comment at a time.
    function New-CommentEvent {
        param([string] $CommentId, [DateTimeOffset] $Time = [DateTimeOffset]::UtcNow)

        '{"object":"page","entry":[{"id":"1","time":1,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"' + $CommentId + '","post_id":"1_2","created_time":' + $Time.ToUnixTimeSeconds() + ',"from":{"id":"7770001","name":"Ada Example"},"message":"quux"}}]}]}' |
            ConvertFrom-MMWebhook -SkipSignatureCheck
    }
}

Describe 'The ways to the Page' {
    BeforeEach {
        $sandbox = Connect-Sandbox
        Register-MMWebhook
    }

    AfterEach {
        Disconnect-MMAccount
        Stop-MMSandbox $sandbox
    }

    It 'are used to count subscribers' {
        $sandbox.SubscribeFromAd() | Out-Null
        $inbox = "$TestDrive/doors.jsonl"
        $watch = Start-Watch -Parameters @{ AppSecret = $sandbox.AppSecret; InboxPath = $inbox; First = 4; TimeoutSec = 60 }
        $sandbox.SendWebhooksTo($watch.Uri, (Get-VerifyToken))
        $linked = Send-MMSandboxEvent -Link spring-flyer
        $wrote = Send-MMSandboxMessage -Text 'Hello'
        foreach ($psid in $linked.Psid, $wrote.Psid) {
            Send-MMOptInRequest -Psid $psid -Title 'Offers' -ImageUrl $image | Out-Null
            Approve-MMSandboxOptIn -Psid $psid -Title 'Offers' | Out-Null
        }

        Complete-Watch $watch | Out-Null
        $show = { "$($_.Door) $($_.Ref) $($_.Title) $($_.Count)" }
        $tokens = Get-MMSubscriptionToken
        $tokens | Measure-MMSubscriber -InboxPath $inbox | ForEach-Object $show | Should -Be 'Link spring-flyer  1', 'Message   1', 'Unknown   1'
        $tokens | Where-Object Title -EQ 'Offers' | Measure-MMSubscriber Title, Door -InboxPath "$TestDrive/doors.json?" | ForEach-Object $show | Should -Be 'Link  Offers 1', 'Message  Offers 1'
        $tokens | Export-Csv "$TestDrive/tokens.csv" -NoTypeInformation
        Import-Csv "$TestDrive/tokens.csv" | Measure-MMSubscriber Door $inbox | ForEach-Object Door | Should -Be 'Link', 'Message', 'Unknown'
        $text = $tokens | Measure-MMSubscriber Door, Ref, Title -InboxPath $inbox | Out-String -Width 80
        $text | Should -Match 'Link +spring-flyer +Offers'
    }

    It 'are counted only with an inbox' {
        $token = [pscustomobject]@{ Title = 'Offers'; RecipientId = '7770001'; Created = '2026-11-01T12:00:00Z' }
        Get-ErrorId (Get-Failure { $token | Measure-MMSubscriber Door }) | Should -Be 'MMInboxRequired'
        Get-ErrorId (Get-Failure { $token | Measure-MMSubscriber -InboxPath "$TestDrive/none.jsonl" -ErrorAction Stop }) | Should -Be 'MMFileNotFound'
        $token | Measure-MMSubscriber -InboxPath "$TestDrive/none.jsonl" -ErrorAction SilentlyContinue | ForEach-Object Door | Should -Be 'Unknown'
        $token | Measure-MMSubscriber Title "$TestDrive/none.jsonl" -WarningVariable warnings -WarningAction SilentlyContinue | ForEach-Object Title | Should -Be 'Offers'
        "$warnings" | Should -Match 'Door and Ref'
    }

    It 'are events with door, ref, and window' {
        $events = Receive-Event -First 7 {
            $one = Send-MMSandboxEvent -Link spring-flyer
            Send-MMSandboxEvent -Link spring-qr -Psid $one.Psid
            $one | Send-MMSandboxEvent -Reaction love
            Send-MMSandboxEvent -Postback PRICES -Title 'Prices'
            Send-MMSandboxEvent -Ad spring-ad -AdId 120200000000000001
            Send-MMSandboxEvent -Comment 'quux'
            Send-MMSandboxEvent -VisitorPost 'quux'
        }
        $events.Kind | Should -Be 'Postback', 'Referral', 'Reaction', 'Postback', 'Referral', 'Comment', 'VisitorPost'
        $events.Door | Should -Be 'Link', 'Link', 'Reaction', 'Button', 'Ad', 'Comment', 'VisitorPost'
        $events.OpensWindow | Should -Be $true, $true, $true, $true, $false, $false, $false
        @($events.Ref) | Should -Be 'spring-flyer', 'spring-qr', $null, $null, 'spring-ad', $null, $null
        $events[4].AdId | Should -BeExactly '120200000000000001'
        $events[0].WindowEnds - $events[0].Time | Should -Be ([TimeSpan]::FromHours(24))
        $events[5].CommentId | Should -Match '^\d+_\d+$'
    }

    It 'show the important properties in 80 columns, without message text' {
        $events = Receive-Event -First 3 {
            Send-MMSandboxEvent -Link spring-flyer
            Send-MMSandboxEvent -Comment 'quux'
            Send-MMSandboxEvent -Ad spring-ad
        }
        $table = $events | Out-String -Width 80
        $table | Should -Match "Postback +open +button 'Get Started' from a link, ref"
        $table | Should -Match 'Comment +a comment'
        $table | Should -Match 'Referral +opened the conversation from an ad'
        $table | Should -Not -Match 'quux|Sandbox Visitor'
        foreach ($event in $events) { ($event | Format-List | Out-String) | Should -Not -Match 'quux|Sandbox Visitor' }
    }

    It 'can be piped from Watch-MMWebhook to an opt-in request' {
        $port = Get-FreePort
        $inbox = "$TestDrive/typed.jsonl"
        $watch = Start-Watch -Port $port -Parameters @{ AppSecret = $sandbox.AppSecret; InboxPath = $inbox; First = 3; TimeoutSec = 60; Context = Get-MMContext } -Then (
            "| Where-Object OpensWindow | Send-MMOptInRequest -Title 'Weekly offers' -ImageUrl https://example.com/o.png -Context `$Parameters.Context")
        $sandbox.SendWebhooksTo($watch.Uri, (Get-VerifyToken))
        Send-MMSandboxEvent -Comment 'quux' | Out-Null
        $asked = Send-MMSandboxEvent -Link spring-flyer
        Send-MMSandboxEvent -Ad spring-ad | Out-Null
        $results = Complete-Watch $watch
        $results.Psid | Should -Be $asked.Psid
        $sandbox.OptInRequests.Title | Should -Be 'Weekly offers'
    }

    It 'turn a comment into a subscriber' {
        $events = Receive-Event -First 1 { $script:comment = Send-MMSandboxEvent -Comment 'quux' }
        $reply = $events | Send-MMPrivateReply -Text 'Shall we write to you?'
        $reply.CommentId | Should -Be $comment.CommentId
        $reply.Psid | Should -Be $comment.Psid
        $sandbox.PrivateReplies.Text | Should -Be 'Shall we write to you?'
        Get-ErrorId (Get-Failure { Send-MMOptInRequest -Psid $reply.Psid -Title Offers -ImageUrl $image }) | Should -Be 'MMOutsideWindow'

        $answers = Receive-Event -First 1 { Send-MMSandboxMessage -Text 'quux' -Psid $reply.Psid }
        $answers | Send-MMOptInRequest -Title Offers -ImageUrl $image | Out-Null
        Approve-MMSandboxOptIn | Out-Null
        (Get-MMSubscriptionToken).RecipientId | Should -Be $reply.Psid
    }
}

Describe 'Send-MMOptInRequest with events' {
    BeforeAll { $sandbox = Connect-Sandbox }

    AfterAll {
        Disconnect-MMAccount
        Stop-MMSandbox $sandbox
    }

    It 'refuses <What> with the reason, before any call' -ForEach @(
        @{ What = 'a comment'; Body = '{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1_2","from":{"id":"7770001"}}}'; Says = 'comment does not open.*Send-MMPrivateReply' }
        @{ What = 'a post'; Body = '{"field":"feed","value":{"item":"status","verb":"add","post_id":"1_2","from":{"id":"7770001"}}}'; Says = 'post does not open.*Send-MMPrivateReply' }
        @{ What = 'an ad that was only opened'; Body = '{"sender":{"id":"7770001"},"referral":{"source":"ADS","ad_id":"1"}}'; Says = 'only when the person writes' }
        @{ What = 'another referral'; Body = '{"sender":{"id":"7770001"},"referral":{"source":"DISCOVER_TAB"}}'; Says = 'does not document' }
        @{ What = 'a reaction taken back'; Body = '{"sender":{"id":"7770001"},"reaction":{"action":"unreact","mid":"m"}}'; Says = 'Removing a reaction' }
        @{ What = 'an opt-in'; Body = '{"sender":{"id":"7770001"},"optin":{"type":"notification_messages","notification_messages_token":"t"}}'; Says = 'OpensWindow property is true' }
        @{ What = 'a message of two days ago'; Body = '{"sender":{"id":"7770001"},"timestamp":1767225600000,"message":{"mid":"m"}}'; Says = 'window ended at 2026-01-02 00:00:00Z' }
    ) {
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { $Body | ConvertFrom-MMWebhook -SkipSignatureCheck | Send-MMOptInRequest -Title Offers -ImageUrl $image }
        Get-ErrorId $failure | Should -Be 'MMOutsideWindow'
        $failure.TargetObject | Should -Be 1
        "$failure" | Should -Match $Says
        "$failure" | Should -Not -Match '7770001'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'refuses a message whose sender is not known' {
        $failure = Get-Failure { '{"message":{"mid":"m"}}' | ConvertFrom-MMWebhook -SkipSignatureCheck | Send-MMOptInRequest -Title Offers -ImageUrl $image }
        Get-ErrorId $failure | Should -Be 'MMItemUnusable'
    }
}

Describe 'A deserialized event' {
    BeforeAll {
        $sandbox = Connect-Sandbox
        function Copy-Event { process { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) } }
    }

    AfterAll {
        Disconnect-MMAccount
        Stop-MMSandbox $sandbox
    }

    It 'can be used for an opt-in request' {
        $psid = (Send-MMSandboxMessage -Text 'quux').Psid
        (New-MessageEvent $psid | Copy-Event | Send-MMOptInRequest -Title Weekly -ImageUrl $image).Psid | Should -Be $psid
    }

    It 'is refused with the reason when it is <What>' -ForEach @(
        @{ What = 'an ad that was only opened'; Body = '{"sender":{"id":"7770001"},"referral":{"source":"ADS","ad_id":"1"}}'; Says = 'only when the person writes' }
        @{ What = 'a reaction taken back'; Body = '{"sender":{"id":"7770001"},"reaction":{"action":"unreact","mid":"m"}}'; Says = 'Removing a reaction does not open' }
        @{ What = 'an opt-in'; Body = '{"sender":{"id":"7770001"},"optin":{"type":"notification_messages","notification_messages_token":"t"}}'; Says = 'whose OpensWindow property is true' }
        @{ What = 'a message of two days ago'; Body = '{"sender":{"id":"7770001"},"timestamp":1767225600000,"message":{"mid":"m"}}'; Says = 'window ended at 2026-01-02 00:00:00Z' }
        @{ What = 'a read message'; Body = '{"field":"marketing_message_reads","recipient_id":"7770001","message_id":"1"}'; Says = 'whose OpensWindow property is true' }
    ) {
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { $Body | ConvertFrom-MMWebhook -SkipSignatureCheck | Copy-Event | Send-MMOptInRequest -Title Offers -ImageUrl $image }
        Get-ErrorId $failure | Should -Be 'MMOutsideWindow'
        "$failure" | Should -Match $Says
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'can be answered with a private reply for seven days' {
        $comment = Send-MMSandboxEvent -Comment 'quux'
        (New-CommentEvent $comment.CommentId | Copy-Event | Send-MMPrivateReply 'Hello').CommentId | Should -Be $comment.CommentId
        $failure = Get-Failure { New-CommentEvent '1_3' -Time ([DateTimeOffset]::UtcNow.AddDays(-8)) | Copy-Event | Send-MMPrivateReply 'Hello' }
        Get-ErrorId $failure | Should -Be 'MMCannotReply'
    }

    It 'can be used in a report' {
        New-StatusBody -AudienceId 42 -Rows 10 | ConvertFrom-MMWebhook -SkipSignatureCheck | Copy-Event | Export-MMUploadReport "$TestDrive/copy.html"
        [IO.File]::ReadAllText("$TestDrive/copy.html") | Should -Match 'Audience <bdi>42</bdi>'
    }

    It 'keeps the day of subscribers' {
        $token = [pscustomobject]@{ Title = 'Offers'; Created = [DateTimeOffset]'2026-11-01T12:00:00Z' } | Copy-Event
        ($token | Measure-MMSubscriber Day).Day | Should -Be ([DateTime]'2026-11-01')
    }
}

Describe 'A history of opt-in requests' {
    BeforeEach {
        $sandbox = Connect-Sandbox
        $psid = (Send-MMSandboxMessage -Text 'quux').Psid
        $history = "$TestDrive/$([guid]::NewGuid()).history"
        function Send-Request([string] $Title = 'Weekly') { New-MessageEvent $psid | Send-MMOptInRequest -Title $Title -ImageUrl $image -HistoryPath $history -WarningVariable script:warned -WarningAction SilentlyContinue }
    }

    AfterEach {
        Disconnect-MMAccount
        Stop-MMSandbox $sandbox
    }

    It 'prevents another request with the same title in the next run' {
        (Send-Request).Psid | Should -Be $psid
        Send-Request | Should -BeNullOrEmpty
        "$warned" | Should -Match '1 of 1 items were left out.*asked under this title'
        (Send-Request 'Monthly').Title | Should -Be 'Monthly'
        $sandbox.OptInRequests | Should -HaveCount 2
        [IO.File]::ReadAllText($history) | Should -Not -Match "$psid|Weekly"
    }

    It 'allows another request after a rejection, but not after a lost response' {
        $sandbox.FailNext('10/2018278', 'DroppedAfterProcessing')
        Get-ErrorId (Get-Failure { Send-Request }) | Should -Be 'MMOutsideWindow'
        Get-ErrorId (Get-Failure { Send-Request }) | Should -Be 'MMNoAnswer'
        $sandbox.OptInRequests | Should -HaveCount 1
        Send-Request | Should -BeNullOrEmpty
        $sandbox.OptInRequests | Should -HaveCount 1
    }

    It 'is read and not written with -WhatIf' {
        New-MessageEvent $psid | Send-MMOptInRequest -Title Weekly -ImageUrl $image -HistoryPath $history -WhatIf
        Test-Path -LiteralPath $history | Should -BeFalse
        (Send-Request).Psid | Should -Be $psid
        $before = [IO.File]::ReadAllText($history)
        New-MessageEvent $psid | Send-MMOptInRequest -Title Weekly -ImageUrl $image -HistoryPath $history -WhatIf -WarningAction SilentlyContinue
        [IO.File]::ReadAllText($history) | Should -BeExactly $before
    }

    It 'refuses another kind of file, and leaves it unchanged' {
        [IO.File]::WriteAllText($history, "Email`na@example.com`n")
        Get-ErrorId (Get-Failure { Send-Request }) | Should -Be 'MMFileForeign'
        [IO.File]::ReadAllText($history) | Should -BeExactly "Email`na@example.com`n"
        $sandbox.OptInRequests | Should -HaveCount 0
    }
}

Describe 'Send-MMSandboxEvent' {
    BeforeAll { $sandbox = Connect-Sandbox }

    AfterAll {
        Disconnect-MMAccount
        Stop-MMSandbox $sandbox
    }

    It 'reports a reaction without a customer, and refuses such a row by its number' {
        Get-ErrorId (Get-Failure { Send-MMSandboxEvent -Reaction love }) | Should -Be 'MMPsidMissing'
        Get-ErrorId (Get-Failure { $sandbox | Send-MMSandboxEvent -Reaction love }) | Should -Be 'MMPsidMissing'
        Get-ErrorId (Get-Failure { [pscustomobject]@{ Contact = 'quux.person@example.com' } | Send-MMSandboxEvent -Reaction love }) | Should -Be 'MMItemUnusable'
    }
}

Describe 'Send-MMPrivateReply' {
    BeforeAll { $sandbox = Connect-Sandbox }

    BeforeEach { $sandbox.ClockOffset = [TimeSpan]::Zero }

    AfterAll {
        Disconnect-MMAccount
        Stop-MMSandbox $sandbox
    }

    It 'answers a comment or a post by its id' {
        $comment = Send-MMSandboxEvent -Comment 'quux'
        $post = Send-MMSandboxEvent -VisitorPost 'quux'
        $one = Send-MMPrivateReply 'Hello' -CommentId $comment.CommentId
        $two = Send-MMPrivateReply 'Hello' -PostId $post.PostId
        $one.CommentId, $two.PostId | Should -Be $comment.CommentId, $post.PostId
        $one.PostId | Should -BeNullOrEmpty
        $two.CommentId | Should -BeNullOrEmpty
        $one.Psid | Should -Be $comment.Psid
        $sandbox.PrivateReplies[-1].PostId | Should -Be $post.PostId
    }

    It 'replies once in a run, and reports an earlier reply with Meta''s error' {
        $comment = Send-MMSandboxEvent -Comment 'quux'
        $calls = $sandbox.RequestCount
        @($comment, $comment | Send-MMPrivateReply 'Hello') | Should -HaveCount 1
        $sandbox.RequestCount - $calls | Should -Be 1
        $failure = Get-Failure { $comment | Send-MMPrivateReply 'Hello' }
        Get-ErrorId $failure | Should -Be 'MMAlreadyReplied'
        $failure.CategoryInfo.Category | Should -Be 'LimitsExceeded'
        "$failure" | Should -Match 'Meta allows only one'
    }

    It 'refuses comments older than seven days without a call' {
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { New-CommentEvent '1_3' -Time ([DateTimeOffset]::UtcNow.AddDays(-8)) | Send-MMPrivateReply 'Hello' }
        Get-ErrorId $failure | Should -Be 'MMCannotReply'
        "$failure" | Should -Match 'within seven days'
        $failure.TargetObject | Should -Be '1_3'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'explains that Meta rejects old comments' {
        $comment = Send-MMSandboxEvent -Comment 'quux'
        $sandbox.ClockOffset = [TimeSpan]::FromDays(7)
        $failure = Get-Failure { Send-MMPrivateReply 'Hello' -CommentId $comment.CommentId }
        Get-ErrorId $failure | Should -Be 'MMCannotReply'
        "$failure" | Should -Match 'older than seven days'
    }

    It 'keeps a history across runs' {
        $comment = Send-MMSandboxEvent -Comment 'quux'
        $comment | Send-MMPrivateReply 'Hello' -HistoryPath "$TestDrive/replies.history" | Should -Not -BeNullOrEmpty
        $calls = $sandbox.RequestCount
        $comment | Send-MMPrivateReply 'Hello' -HistoryPath "$TestDrive/replies.history" -WarningAction SilentlyContinue -WarningVariable warned | Should -BeNullOrEmpty
        "$warned" | Should -Match 'answered within the last seven days'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'writes an error for <What> and answers the others' -ForEach @(
        @{ What = 'a message'; Item = { New-MessageEvent }; Id = 'MMItemUnusable' }
        @{ What = 'text'; Item = { 'quux' }; Id = 'MMItemUnusable' }
        @{ What = 'an id that is none'; Item = { [pscustomobject]@{ CommentId = 'quux/me' } }; Id = 'MMInvalidArgument' }
    ) {
        $comment = Send-MMSandboxEvent -Comment 'quux'
        $replies = (& $Item), $comment | Send-MMPrivateReply 'Hello' -ErrorAction SilentlyContinue -ErrorVariable failures
        $replies.CommentId | Should -Be $comment.CommentId
        Get-ErrorId $failures[0] | Should -Be $Id
        "$($failures[0])" | Should -Not -Match 'quux'
    }

    It 'refuses <What> before anything is sent' -ForEach @(
        @{ What = 'a blank text'; Text = ' ' }
        @{ What = 'a text of 2,001 characters'; Text = 'x' * 2001 }
    ) {
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { Send-MMPrivateReply $Text -CommentId 1_2 }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        $failure.TargetObject | Should -Be 'Text'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'sends nothing with -WhatIf' {
        $comment = Send-MMSandboxEvent -Comment 'quux'
        $calls = $sandbox.RequestCount
        $comment | Send-MMPrivateReply 'Hello' -WhatIf
        $sandbox.RequestCount | Should -Be $calls
    }
}
