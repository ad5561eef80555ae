BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox
    $image = 'https://example.com/offers.png'

    # How many opt-in requests a script sends.
    function Measure-Sent {
        param([scriptblock] $Script)

        $before = $sandbox.RequestCount
        & $Script | Out-Null
        $sandbox.RequestCount - $before
    }
}

AfterAll { Stop-MMSandbox }

Describe 'Send-MMOptInRequest' {
    BeforeEach { $psid = (Send-MMSandboxMessage -Text 'Hello').Psid }

    It 'asks people who wrote, by the Psid of a webhook event' {
        $now = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds()
        $body = @{ object = 'page'; entry = @(@{ id = $sandbox.PageId; time = $now; messaging = @(@{
            sender = @{ id = $psid }; recipient = @{ id = $sandbox.PageId }; timestamp = $now; message = @{ mid = 'm_1'; text = 'Hello' } }) }) } | ConvertTo-Json -Depth 6
        $result = $body | ConvertFrom-MMWebhook -SkipSignatureCheck -WarningAction Ignore | Where-Object Kind -EQ 'Message' | Send-MMOptInRequest -Title 'Offers' -ImageUrl $image
        $result.Psid | Should -Be $psid
        $result.Title | Should -Be 'Offers'
        $result.MessageId | Should -Be $sandbox.OptInRequests[-1].MessageId
        $result.Time.Offset | Should -Be ([TimeSpan]::Zero)
        $sandbox.OptInRequests[-1].Psid | Should -Be $psid
    }

    It 'sends the title, the payload, and the time zone in the spelling of the database' {
        Send-MMOptInRequest $psid 'Weekly offers' -ImageUrl $image -Payload 'spring' -TimeZone 'asia/ho_chi_minh' | Out-Null
        $sent = $sandbox.OptInRequests[-1]
        $sent.Title | Should -Be 'Weekly offers'
        $sent.Payload | Should -Be 'spring'
        $sent.TimeZone | Should -BeExactly 'Asia/Ho_Chi_Minh'
    }

    It 'has Meta''s default title if none is specified' {
        (Send-MMOptInRequest $psid -ImageUrl $image).Title | Should -Be 'Updates and promotions'
    }

    It 'sends cards in place of one image' {
        $cards = @{ Title = 'Spring'; ImageUrl = $image }, @{ Title = 'Summer'; ImageUrl = $image; Payload = 'summer' }
        (Send-MMOptInRequest $psid 'Seasons' -Element $cards).Title | Should -Be 'Seasons'
    }

    It 'accepts a title of 65 characters, where an emoji counts as one' {
        (Send-MMOptInRequest $psid ('x' * 64 + [char]::ConvertFromUtf32(0x1F337)) -ImageUrl $image).MessageId | Should -Not -BeNullOrEmpty
    }

    It 'refuses <What> before anything is sent' -ForEach @(
        @{ What = 'a title of 66 characters'; Arguments = @{ Title = 'x' * 66 }; Says = '66 characters; at most 65'; Target = 'Title' }
        @{ What = 'a blank title'; Arguments = @{ Title = ' ' }; Says = 'title is blank'; Target = 'Title' }
        @{ What = 'an image by http'; Arguments = @{ ImageUrl = 'http://example.com/offers.png' }; Says = 'absolute https URL'; Target = 'ImageUrl' }
        @{ What = 'a relative image'; Arguments = @{ ImageUrl = '/offers.png' }; Says = 'absolute https URL'; Target = 'ImageUrl' }
        @{ What = 'a time zone of Windows'; Arguments = @{ TimeZone = 'SE Asia Standard Time' }; Says = 'such as Asia/Ho_Chi_Minh'; Target = 'TimeZone' }
        @{ What = 'a time zone that there is not'; Arguments = @{ TimeZone = 'Asia/Atlantis' }; Says = "'Asia/Atlantis' is not an IANA time zone"; Target = 'TimeZone' }
        @{ What = 'a mistyped time zone'; Arguments = @{ TimeZone = 'Asia/Ho_Chi_Min' }; Says = 'Did you mean Asia/Ho_Chi_Minh\?'; Target = 'TimeZone' }
        @{ What = 'a blank payload'; Arguments = @{ Payload = ' ' }; Says = 'payload is blank'; Target = 'Payload' }
    ) {
        $all = @{ Title = 'Offers'; ImageUrl = $image }
        foreach ($name in $Arguments.Keys) { $all[$name] = $Arguments[$name] }
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { Send-MMOptInRequest -Psid $psid @all }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure.TargetObject | Should -Be $Target
        "$failure" | Should -Match $Says
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'refuses six cards, and a card without an image' {
        $calls = $sandbox.RequestCount
        "$(Get-Failure { Send-MMOptInRequest $psid 'Seasons' -Element (1..6 | ForEach-Object { @{ Title = "$_"; ImageUrl = $image } }) })" | Should -Match 'no more than 5'
        "$(Get-Failure { Send-MMOptInRequest $psid 'Seasons' -Element @{ Title = 'Spring' } })" | Should -Match 'needs a title and an image'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'writes an error for an invalid Psid without repeating it, and asks the others' {
        $results = Send-MMOptInRequest -Psid 'somebody-7', $psid -Title 'Offers' -ImageUrl $image -ErrorAction SilentlyContinue -ErrorVariable failures
        $results.Psid | Should -Be $psid
        $failures | Should -HaveCount 1
        Get-ErrorId $failures[0] | Should -Be 'MMInvalidArgument'
        $failures[0].TargetObject | Should -Be 'person 1 of the run'
        "$($failures[0])" | Should -Match 'number of at most 20 digits'
        "$($failures[0])" | Should -Not -Match 'somebody'
    }

    It 'asks each person once in a run, and reports it' {
        $calls = $sandbox.RequestCount
        $said = [pscustomobject]@{ Psid = $psid }, [pscustomobject]@{ Psid = " $psid " }, [pscustomobject]@{ Psid = $psid } | Send-MMOptInRequest -Title 'Offers' -ImageUrl $image -Verbose 4>&1
        $sandbox.RequestCount - $calls | Should -Be 1
        @($said | Where-Object { $_ -isnot [Management.Automation.VerboseRecord] }) | Should -HaveCount 1
        "$said" | Should -Match '2 of 3 items'
    }

    It 'asks a person again who was outside the window and has written since' {
        $sandbox.FailNext('10/2018278')
        Measure-Sent { Send-MMOptInRequest -Psid $psid, $psid, $psid -Title 'Offers' -ImageUrl $image -ErrorAction SilentlyContinue } | Should -Be 2
        $sandbox.OptInRequests[-1].Psid | Should -Be $psid
    }

    It 'does not ask a person again in a run after <_>' -ForEach @('DroppedAfterProcessing', 'EmptyServerError', '613/1893016', '9/2018352') {
        $sandbox.FailNext($_)
        Measure-Sent { Send-MMOptInRequest -Psid $psid, $psid -Title 'Offers' -ImageUrl $image -ErrorAction SilentlyContinue } | Should -Be 1
    }

    It 'reports after a lost response that the person may have been asked' {
        $sandbox.FailNext('DroppedAfterProcessing')
        $failure = Get-Failure { Send-MMOptInRequest -Psid $psid -Title 'Offers' -ImageUrl $image }
        Get-ErrorId $failure | Should -Be 'MMNoAnswer'
        "$failure" | Should -Match 'may still have been processed'
        $sandbox.OptInRequests[-1].Psid | Should -Be $psid
    }

    It 'sends nothing with -WhatIf, and identifies nobody' {
        $variables = @{ TEST_MODULE = Get-StagedModule; TEST_PSID = $psid }
        $said = (Invoke-Process -Variables $variables -Script {
            Import-Module $env:TEST_MODULE
            $sandbox = Start-MMSandbox
            $sandbox | Connect-MMAccount
            Send-MMOptInRequest $env:TEST_PSID 'Offers' -ImageUrl 'https://example.com/offers.png' -WhatIf
            "calls: $($sandbox.RequestCount)"
        }) -join ' '
        $said | Should -Match "What if: .*Send opt-in request 'Offers' from Page \d+.*person 1 of the run"
        $said | Should -Match 'calls: 0'
        $said | Should -Not -Match $psid
    }

    It 'has medium impact, so that an unattended pipeline is not stopped' {
        [MessengerMarketing.Commands.SendMMOptInRequestCommand].GetCustomAttributes([Management.Automation.CmdletAttribute], $false)[0].ConfirmImpact | Should -Be 'Medium'
    }

    It 'shows no Page-scoped ID' {
        $result = Send-MMOptInRequest $psid 'Offers' -ImageUrl $image
        $result.Psid | Should -Be $psid
        ($result | Format-Table | Out-String) + ($result | Format-List | Out-String) + ('first', $result | Out-String) + "$result" | Should -Not -Match $psid
    }
}

Describe 'A response to an opt-in request' {
    AfterAll { $sandbox | Connect-MMAccount }

    It 'is read <Shape>' -ForEach @(
        @{ Shape = 'flat, as recorded'; Body = '{"recipient_id":"7770001","message_id":"m_flat"}'; MessageId = 'm_flat' }
        @{ Shape = 'nested, as the guide prints it'; Body = '{"recipient":{"id":"7770001","message_id":"m_nested"}}'; MessageId = 'm_nested' }
        @{ Shape = 'with a bare recipient'; Body = '{"recipient":"7770001","message_id":"m_bare"}'; MessageId = 'm_bare' }
        @{ Shape = 'with ids that are numbers'; Body = '{"recipient_id":7770001,"message_id":12}'; MessageId = '12' }
    ) {
        $server = Start-FakeServer ([scriptblock]::Create("@{ Status = 200; Body = '$Body' }"))
        try {
            Connect-MMAccount -AccessToken (ConvertTo-Secret 'one') -PageAccessToken (ConvertTo-Secret 'two') -AdAccountId 1 -PageId 2 -BaseUri $server.BaseUri
            $result = Send-MMOptInRequest 7770001 'Offers' -ImageUrl $image
        } finally {
            Stop-FakeServer $server
        }

        $result.Psid | Should -Be '7770001'
        $result.MessageId | Should -Be $MessageId
        $sent = $server.Requests[0].Body | ConvertFrom-Json
        $server.Requests[0].Path | Should -Match '/2/messages$'
        $sent.recipient.id | Should -Be '7770001'
        $sent.page | Should -Be '2'
        $sent.message.attachment.type | Should -Be 'template'
        $payload = $sent.message.attachment.payload
        $payload.PSObject.Properties.Name | Sort-Object | Should -Be 'image_url', 'payload', 'template_type', 'title'
        $payload.template_type | Should -Be 'notification_messages'
        $payload.title | Should -Be 'Offers'
        $payload.image_url | Should -Be $image
        $payload.payload | Should -Be 'Offers'
    }
}

Describe 'A rejection of an opt-in request' {
    BeforeAll { $people = 1..2 | ForEach-Object { Send-MMSandboxMessage -Text 'Hello' } }

    It '<Fault> has the ID <Id> and advice, and the next person is asked' -ForEach @(
        @{ Fault = '10/2018278'; Id = 'MMOutsideWindow'; Category = 'PermissionDenied'; Advice = 'within 24 hours' }
        @{ Fault = '10/2534022'; Id = 'MMOutsideWindow'; Category = 'PermissionDenied'; Advice = 'within 24 hours' }
        @{ Fault = '613/1893016'; Id = 'MMAlreadyAsked'; Category = 'LimitsExceeded'; Advice = 'in a week, or use another title' }
        @{ Fault = '9/2018352'; Id = 'MMAlreadyAsked'; Category = 'LimitsExceeded'; Advice = 'in a week, or use another title' }
        @{ Fault = '551'; Id = 'MMPersonUnavailable'; Category = 'ResourceUnavailable'; Advice = 'Skip this person' }
        @{ Fault = '551/1545041'; Id = 'MMPersonUnavailable'; Category = 'ResourceUnavailable'; Advice = 'Skip this person' }
        @{ Fault = '200/1545041'; Id = 'MMPersonUnavailable'; Category = 'ResourceUnavailable'; Advice = 'Skip this person' }
        @{ Fault = '10/2018108'; Id = 'MMPersonUnavailable'; Category = 'ResourceUnavailable'; Advice = 'Skip this person' }
        @{ Fault = '10/2018300'; Id = 'MMPersonUnavailable'; Category = 'ResourceUnavailable'; Advice = 'Another app' }
        @{ Fault = '10/1893015'; Id = 'MMSubscriptionStopped'; Category = 'PermissionDenied'; Advice = 'Do not ask again' }
        @{ Fault = '4/2018354'; Id = 'MMFrequencyLimited'; Category = 'LimitsExceeded'; Advice = 'too recently' }
        @{ Fault = '100/2018001'; Id = 'MMNotFound'; Category = 'ObjectNotFound'; Advice = 'A PSID belongs to one Page' }
        @{ Fault = '100/33'; Id = 'MMNotFound'; Category = 'ObjectNotFound'; Advice = 'Check the ID' }
        @{ Fault = '100/2018008'; Id = 'MMImageNotFetched'; Category = 'InvalidArgument'; Advice = 'requires no sign-in' }
        @{ Fault = '100/2018109'; Id = 'MMImageNotFetched'; Category = 'InvalidArgument'; Advice = 'smaller' }
        @{ Fault = '200/2018028'; Id = 'MMPermissionDenied'; Category = 'PermissionDenied'; Advice = 'advanced access' }
        @{ Fault = '10/1404170'; Id = 'MMTemporarilyBlocked'; Category = 'LimitsExceeded'; Advice = 'Meta Business Suite' }
        @{ Fault = '10/1893063'; Id = 'MMTemporarilyBlocked'; Category = 'LimitsExceeded'; Advice = 'Meta Business Suite' }
        @{ Fault = '100'; Id = 'MMInvalidParameter'; Category = 'InvalidArgument'; Advice = 'parameter' }
    ) {
        $calls = $sandbox.RequestCount
        $sandbox.FailNext($Fault)
        $results = $people | Send-MMOptInRequest -Title "Offers, $Fault" -ImageUrl $image -ErrorAction SilentlyContinue -ErrorVariable failures
        $results.Psid | Should -Be $people[1].Psid
        $failures | Should -HaveCount 1
        Get-ErrorId $failures[0] | Should -Be $Id
        $failures[0].CategoryInfo.Category | Should -Be $Category
        $failures[0].TargetObject | Should -Be 'person 1 of the run'
        "$($failures[0])" | Should -Match $Advice
        "$($failures[0])" | Should -Match $Advice
        "$($failures[0])" | Should -Not -Match $people[0].Psid
        $sandbox.RequestCount - $calls | Should -Be 2 -Because 'what will not pass is not tried again'
    }

    It 'without an image explains how to specify one' {
        $failure = Get-Failure { $people[0] | Send-MMOptInRequest -Title 'Bare' -NoImage }
        Get-ErrorId $failure | Should -Be 'MMImageNotFetched'
        "$failure" | Should -Match 'Set -ImageUrl'
    }

    It 'of a second request with the same title in a week comes from the sandbox itself' {
        $people[0] | Send-MMOptInRequest -Title 'Weekly' -ImageUrl $image | Out-Null
        Get-ErrorId (Get-Failure { $people[0] | Send-MMOptInRequest -Title 'Weekly' -ImageUrl $image }) | Should -Be 'MMAlreadyAsked'
        ($people[0] | Send-MMOptInRequest -Title 'Monthly' -ImageUrl $image).Title | Should -Be 'Monthly'
    }

    It 'ends the run when the token is not accepted' {
        $calls = $sandbox.RequestCount
        $sandbox.FailNext('190/463')
        { $people | Send-MMOptInRequest -Title 'Late' -ImageUrl $image -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'MMAuthenticationFailed*'
        $sandbox.RequestCount - $calls | Should -Be 1
    }

    It 'ends the run with -ErrorAction Stop' {
        $calls = $sandbox.RequestCount
        $sandbox.FailNext('551')
        { $people | Send-MMOptInRequest -Title 'Stopped' -ImageUrl $image -ErrorAction Stop } | Should -Throw -ErrorId 'MMPersonUnavailable*'
        $sandbox.RequestCount - $calls | Should -Be 1
    }

    It 'that is temporary is retried' {
        $sandbox.FailNext('1200')
        $said = $people[0] | Send-MMOptInRequest -Title 'Patient' -ImageUrl $image -Verbose 4>&1
        ($said | Where-Object { $_ -isnot [Management.Automation.VerboseRecord] }).Title | Should -Be 'Patient'
        "$said" | Should -Match 'attempt 1( of \d+)? failed.*trying again in'
    }
}

Describe 'Without a Page token' {
    AfterAll { $sandbox | Connect-MMAccount }

    It '<Name> explains how to specify one before anything is sent' -ForEach @(
        @{ Name = 'Send-MMOptInRequest'; Call = { 1, 2 | ForEach-Object { [pscustomobject]@{ Psid = $_ } } | Send-MMOptInRequest -Title 'Offers' -ImageUrl 'https://example.com/offers.png' } }
        @{ Name = 'Get-MMSubscriptionToken'; Call = { Get-MMSubscriptionToken } }
        @{ Name = 'Remove-MMSubscriber'; Call = { Remove-MMSubscriber -Email 'ann@example.com' -Confirm:$false } }
    ) {
        Connect-MMAccount -AccessToken $sandbox.AccessToken -AdAccountId $sandbox.AdAccountId -PageId $sandbox.PageId -BaseUri $sandbox.BaseUri
        $calls = $sandbox.RequestCount
        $failure = Get-Failure $Call
        Get-ErrorId $failure | Should -Be 'MMPageTokenMissing'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        "$failure" | Should -Match '-PageAccessToken'
        $sandbox.RequestCount | Should -Be $calls
    }
}

Describe 'Ctrl+C' {
    It 'ends an opt-in request within a second while it is throttled' {
        # Throttling without a usage header: the wait is at least 7 seconds.
        $slow = Connect-Sandbox @{ NextError = '613' }
        $psid = (Send-MMSandboxMessage -Text 'Hello').Psid
        Measure-Stop "Send-MMOptInRequest -Psid $psid -Title Offers -ImageUrl '$image' -Context `$Context" (Get-MMContext) { $slow.RequestCount -gt 0 } | Should -BeLessThan 1000
        $slow.RequestCount | Should -Be 1
        $slow.OptInRequests | Should -HaveCount 0
    }
}
