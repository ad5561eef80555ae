BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $image = 'https://example.com/offers.png'

    # Somebody who wrote and agreed to messages.
    function New-Subscriber {
        param([string] $Title = 'Offers', [string] $Psid = (Send-MMSandboxMessage -Text 'Hello').Psid)

        Send-MMOptInRequest -Psid $Psid -Title $Title -ImageUrl $image | Out-Null
        Approve-MMSandboxOptIn -Psid $Psid -Title $Title | Out-Null
        $Psid
    }

    # What a script sends to the Unsubscribe API, row by row.
    function Get-SentRow {
        param([scriptblock] $Script)

        $server = Start-FakeServer { @{ Status = 200; Body = '{"invalid_rows_count":0}' } }
        try {
            Connect-MMAccount -AccessToken (ConvertTo-Secret 'one') -PageAccessToken (ConvertTo-Secret 'two') -AdAccountId 1 -PageId 2 -BaseUri $server.BaseUri
            & $Script | Out-Null
        } finally {
            Stop-FakeServer $server
        }

        $server.Requests | ForEach-Object { ($_.Body | ConvertFrom-Json).data } | ForEach-Object { $_ | ConvertTo-Json -Compress }
    }
}

AfterAll { Stop-MMSandbox }

Describe 'Measure-MMSubscriber' {
    BeforeAll {
        $sandbox = Connect-Sandbox @{ MatchRate = 1 }
        $audience = New-Audience $sandbox
        New-Customer 100 | Add-MMAudienceUser -AudienceId $audience.Id | Out-Null
        $again = New-Subscriber
        1..3 | ForEach-Object { New-Subscriber } | Out-Null
        New-Subscriber 'Events' | Out-Null
        $sandbox.ClockOffset = [TimeSpan]::FromDays(8)
        1..2 | ForEach-Object { $sandbox.SubscribeFromAd() } | Out-Null
        New-Subscriber 'Offers' (Send-MMSandboxMessage -Text 'Still there' -Psid $again).Psid | Out-Null
        $tokens = Get-MMSubscriptionToken -BySource
        $days = ($tokens | Where-Object Created | ForEach-Object { $_.Created.UtcDateTime.Date } | Select-Object -Unique | Sort-Object)
    }

    It 'counts by source, the largest first, with shares' {
        $measures = $tokens | Measure-MMSubscriber OptInSource
        $measures.OptInSource | Should -Be 'SubscriberList', 'Other', 'ClickToMessenger'
        $measures | ForEach-Object Count | Should -Be 100, 5, 2
        [Math]::Round($measures[1].Share, 4) | Should -Be 0.0467
        @($measures | Where-Object Title) | Should -HaveCount 0
    }

    It 'counts by title' {
        ($tokens | Where-Object RecipientId | Measure-MMSubscriber -Property Title | ForEach-Object { "$($_.Title) $($_.Count)" }) | Should -Be 'Offers 4', 'Updates and promotions 2', 'Events 1'
    }

    It 'counts by status, and customer lists separately' {
        $measures = $tokens | Measure-MMSubscriber Status
        ($measures | ForEach-Object { "$($_.Status) $($_.Count)" }) | Should -Be ' 100', 'NOT_REFRESHED 6', 'REFRESHED 1'
    }

    It 'counts by day, UTC' {
        $measures = $tokens | Where-Object RecipientId | Measure-MMSubscriber Day
        $days | Should -HaveCount 2
        ($days[1] - $days[0]).TotalDays | Should -BeIn 8, 9
        $measures.Day | Should -Be $days[0], $days[1]
        $measures | ForEach-Object Count | Should -Be 5, 2
    }

    It 'counts by all four by default' {
        $measures = $tokens | Measure-MMSubscriber
        ($measures | Measure-Object Count -Sum).Sum | Should -Be 107
        $measures | Should -HaveCount 5
        ($measures | Where-Object Status -EQ 'REFRESHED').Title | Should -Be 'Offers'
    }

    It 'counts tokens without a source as Unknown' {
        ((Get-MMSubscriptionToken | Measure-MMSubscriber OptInSource) | ForEach-Object { "$($_.OptInSource) $($_.Count)" }) | Should -Be 'SubscriberList 100', 'Unknown 7'
    }

    It 'counts hashtables like tokens, of any type and with keys in any case' {
        $other = New-Object 'Collections.Generic.Dictionary[string, string]'
        $other.Add('TITLE', 'Events')
        $rows = @{ Title = 'Offers'; Status = 'REFRESHED' }, ([ordered]@{ title = 'Offers' }), $other
        ($rows | Measure-MMSubscriber Title | ForEach-Object { "$($_.Title) $($_.Count)" }) | Should -Be 'Offers 2', 'Events 1'
        Get-ErrorId (Get-Failure { @{ Colour = 'red' } | Measure-MMSubscriber }) | Should -Be 'MMNotASubscriber'
    }

    It 'counts the rows of an export like tokens, in the culture <_>' -ForEach 'en-US', 'de-DE', 'vi-VN' {
        $path = "$TestDrive/tokens-$_.csv"
        $before = [Globalization.CultureInfo]::CurrentCulture
        try {
            [Globalization.CultureInfo]::CurrentCulture = $_
            $tokens | Export-Csv -LiteralPath $path -NoTypeInformation
            $measures = Import-Csv -LiteralPath $path | Measure-MMSubscriber
        } finally {
            [Globalization.CultureInfo]::CurrentCulture = $before
        }

        $show = { "$($_.OptInSource), $($_.Title), $($_.Status), $(if ($_.Day) { $_.Day.ToString('yyyy-MM-dd') }): $($_.Count)" }
        $measures | ForEach-Object $show | Should -Be ($tokens | Measure-MMSubscriber | ForEach-Object $show)
    }

    It 'returns an empty result without subscribers' {
        @() | Measure-MMSubscriber | Should -BeNullOrEmpty
    }

    It 'refuses <What> instead of counting it' -ForEach @(
        @{ What = 'lines of text'; Call = { 'Token,Title', '1,Offers' | Measure-MMSubscriber } }
        @{ What = 'a list given as one item'; Call = { Measure-MMSubscriber -InputObject $tokens } }
        @{ What = 'other objects'; Call = { [pscustomobject]@{ Email = 'ann@example.com' } | Measure-MMSubscriber } }
    ) {
        $failure = Get-Failure $Call
        Get-ErrorId $failure | Should -Be 'MMNotASubscriber'
        $failure.CategoryInfo.Category | Should -Be 'InvalidType'
        $failure.TargetObject | Should -Be 1
        "$failure" | Should -Match 'Get-MMSubscriptionToken'
        "$failure" | Should -Not -Match 'ann@'
    }
}

Describe 'Remove-MMSubscriber' {
    BeforeEach {
        $sandbox = Connect-Sandbox @{ MatchRate = 1 }
        $audience = New-Audience $sandbox
        New-Customer 100 | Add-MMAudienceUser -AudienceId $audience.Id | Out-Null
        $psid = New-Subscriber
    }

    AfterEach { Stop-MMSandbox }

    It 'ends the subscriptions of rows from the pipeline, and does not change the audience' {
        $receipt = [pscustomobject]@{ Email = 'Person1@example.com' }, [pscustomobject]@{ 'EmailAddress' = 'person2@example.com'; Phone = '+1 415 555 0102' } | Remove-MMSubscriber -Confirm:$false
        $receipt.Status | Should -Be 'Accepted'
        $receipt.Rows | Should -Be 2
        $receipt.InvalidRows | Should -Be 0
        Get-MMSubscriptionToken -AudienceId $audience.Id | Should -HaveCount 98
        $audience.PeopleCount | Should -Be 100
    }

    It 'ends subscriptions that Remove-MMAudienceUser keeps' {
        $other = New-Audience $sandbox -Name 'Other'
        New-Customer 100 | Add-MMAudienceUser -AudienceId $other.Id | Out-Null
        Remove-MMAudienceUser -AudienceId $audience.Id -Email 'person1@example.com' -Phone '+1 415 555 0101' -FirstName Ann -LastName Example -Confirm:$false | Out-Null
        Get-MMSubscriptionToken -AudienceId $other.Id | Should -HaveCount 100
        Remove-MMSubscriber -Email 'person1@example.com' -Confirm:$false | Out-Null
        Get-MMSubscriptionToken -AudienceId $other.Id | Should -HaveCount 99
    }

    It 'accepts hashtables and objects' {
        $rows = @{ Email = 'person1@example.com' }, ([ordered]@{ emailaddress = 'person2@example.com' }), @{ Psid = $psid }, ([pscustomobject]@{ Email = 'person3@example.com' })
        $receipt = $rows | Remove-MMSubscriber -Confirm:$false
        $receipt.Status | Should -Be 'Accepted'
        $receipt.Rows | Should -Be 4
        Get-MMSubscriptionToken | Should -HaveCount 97
    }

    It 'sends the values of a hashtable as numbers or text' {
        Get-SentRow { @{ Mobile = 12025550147 }, @{ Token = 'abc'; Email = 'ann@example.com' }, @{ Mail = 'bob@example.com' } | Remove-MMSubscriber -Confirm:$false } |
            Should -Be '{"phone":"+12025550147"}', '{"subscriber_token":"abc"}', '{"email":"bob@example.com"}'
    }

    It 'skips a hashtable without an identifier, and continues' {
        $receipt = @{ Name = 'Ann' }, @{ Email = 'person1@example.com' } | Remove-MMSubscriber -Confirm:$false -WarningAction Ignore -ErrorAction SilentlyContinue -ErrorVariable failures
        $receipt.Rows | Should -Be 1
        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -Be 'person 1 of the run'
    }

    It 'ends the subscription of a Psid or of a token' {
        $other = New-Subscriber
        [pscustomobject]@{ Psid = $psid } | Remove-MMSubscriber -Confirm:$false | Out-Null
        (Get-MMSubscriptionToken -OptInSource Other).RecipientId | Should -Be $other
        Get-MMSubscriptionToken -OptInSource Other | Remove-MMSubscriber -Confirm:$false | Out-Null
        Get-MMSubscriptionToken -OptInSource Other | Should -BeNullOrEmpty
    }

    It 'prompts because of its high impact, and does nothing if it cannot prompt' {
        $said = (Invoke-Process -Variables @{ TEST_MODULE = Get-StagedModule } -Script {
            Import-Module $env:TEST_MODULE
            $sandbox = Start-MMSandbox
            $sandbox | Connect-MMAccount
            try { Remove-MMSubscriber -Email 'ann@example.com' } catch { 'asked' }
            "calls: $($sandbox.RequestCount)"
            Remove-MMSubscriber -Email 'ann@example.com' -WhatIf
            [pscustomobject]@{ Email = 'ann@example.com' }, [pscustomobject]@{ Email = 'bob@example.com' } | Remove-MMSubscriber -WhatIf
            "calls: $($sandbox.RequestCount)"
        }) -join ' '
        $said | Should -Match 'asked calls: 0 What if: .*calls: 0'
        $said | Should -Match 'Permanently unsubscribe 1 person from marketing messages in all audiences'
        $said | Should -Match 'Unsubscribe 2 people from'
        $said | Should -Match 'Remove-MMAudienceUser removes people from one audience only'
        $said | Should -Not -Match 'example\.com'
    }

    It 'reports rows that cannot be used, and continues' {
        $rows = @(
            [pscustomobject]@{ Email = 'person1@example.com'; Phone = '' }
            [pscustomobject]@{ Email = 'nonsense'; Phone = '' }
            [pscustomobject]@{ Email = ''; Phone = '202 555 0147' }
            [pscustomobject]@{ Email = ''; Phone = '' }
            [pscustomobject]@{ Email = 'person2@example.com'; Phone = '12' }
        )
        $receipt = $rows | Remove-MMSubscriber -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures -WarningVariable warnings -WarningAction SilentlyContinue
        $receipt.Rows | Should -Be 2
        Get-MMSubscriptionToken -AudienceId $audience.Id | Should -HaveCount 98
        $failures.TargetObject | Should -Be 'person 2 of the run', 'person 3 of the run', 'person 4 of the run'
        $failures | ForEach-Object { Get-ErrorId $_ } | Select-Object -Unique | Should -Be 'MMInvalidArgument'
        "$($failures[0])" | Should -Match 'stays subscribed: NotAnEmailAddress'
        "$($failures[1])" | Should -Match 'stays subscribed: NoCallingCode.*-DefaultCountry'
        "$($failures[2])" | Should -Match 'stays subscribed: NoIdentifier'
        "$warnings" | Should -Match '3 of 5 people were left out.*TooFewDigits 1'
        "$failures $warnings" | Should -Not -Match 'nonsense|555 ?0147'
    }

    It 'stops at the first unusable row with -ErrorAction Stop, before anything is sent' {
        $calls = $sandbox.RequestCount
        { [pscustomobject]@{ Email = 'nonsense' }, [pscustomobject]@{ Email = 'person1@example.com' } | Remove-MMSubscriber -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'MMInvalidArgument*'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'sends batches, and a rejected batch does not affect the others' {
        $sandbox.FailNext('100')
        $receipts = New-Customer 5 | Remove-MMSubscriber -BatchSize 2 -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
        $receipts.Batch | Should -Be 1, 2, 3
        $receipts.Rows | Should -Be 2, 2, 1
        $receipts.Status | Should -Be 'Rejected', 'Accepted', 'Accepted'
        $receipts[0].ErrorId | Should -Be 'MMInvalidParameter'
        $failures.TargetObject | Should -Be "Page $($sandbox.PageId), batch 1"
    }

    It 'retries a call that may have been carried out, because the call is idempotent' {
        $sandbox.FailNext('DroppedAfterProcessing')
        (Remove-MMSubscriber -Psid $psid -Confirm:$false).Status | Should -Be 'Accepted'
        Get-MMSubscriptionToken -OptInSource Other | Should -BeNullOrEmpty
    }

    It 'refuses an unknown country' {
        $failure = Get-Failure { Remove-MMSubscriber -Phone '202 555 0147' -DefaultCountry 'Narnia' -Confirm:$false }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        "$failure" | Should -Match 'ISO 3166-1'
    }
}

Describe 'A row of Remove-MMSubscriber' {
    AfterAll { Disconnect-MMAccount }

    It 'is sent as <Sent>' -ForEach @(
        @{ Row = @{ Phone = '+1 (415) 555-0123' }; Sent = '{"phone":"+14155550123"}' }
        @{ Row = @{ Phone = '0084 91-2345678' }; Sent = '{"phone":"+84912345678"}' }
        @{ Row = @{ Email = ' Ann@Example.com ' }; Sent = '{"email":"ann@example.com"}' }
        @{ Row = @{ Phone = '+14155550123'; Email = 'ann@example.com' }; Sent = '{"phone":"+14155550123","email":"ann@example.com"}' }
        @{ Row = @{ Psid = '7770001'; Phone = '+14155550123'; Email = 'ann@example.com' }; Sent = '{"psid":"7770001"}' }
        @{ Row = @{ Token = '555'; Psid = '7770001'; Email = 'ann@example.com' }; Sent = '{"subscriber_token":"555"}' }
    ) {
        Get-SentRow { [pscustomobject]$Row | Remove-MMSubscriber -Confirm:$false } | Should -Be $Sent
    }

    It 'uses the calling code of -DefaultCountry' {
        Get-SentRow { Remove-MMSubscriber -Phone '(202) 555-0123' -DefaultCountry US -Confirm:$false } | Should -Be '{"phone":"+12025550123"}'
    }

    It 'is hashed with -Hash like a customer list, the phone number without a plus sign' {
        # SHA-256 of 14155550123, and of ann@example.com.
        Get-SentRow { Remove-MMSubscriber -Phone '+1 415 555 0123' -Hash -Confirm:$false } | Should -Be '{"phone":"413ba75461ab5f99d36820e561ea97e2bd80f9cb586f7ecea6cf4c496518950a"}'
        Get-SentRow { Remove-MMSubscriber -Email 'ANN@example.com' -Hash -Confirm:$false } | Should -Be '{"email":"71d4f55f72fa128dfb468a1a3901507c804b74316488744d769d7f4b16696476"}'
    }
}
