BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $image = 'https://example.com/offers.png'

    # An audience with so many people, all of them matched when the sandbox matches everybody.
    function New-FullAudience {
        param($Sandbox, [int] $Count, [string] $Prefix)

        $audience = New-Audience $Sandbox -Name $Prefix
        $path = "$TestDrive/$Prefix.csv"
        Set-Content -LiteralPath $path -Value (@('Email') + (1..$Count | ForEach-Object { "$Prefix$_@example.com" }))
        Add-MMAudienceUser -AudienceId $audience.Id -Path $path -WarningAction Ignore | Out-Null
        $audience
    }

    # Somebody who wrote and agreed to messages under a title.
    function New-Subscriber {
        param([string] $Title, [string] $Psid = (Send-MMSandboxMessage -Text 'Hello').Psid)

        Send-MMOptInRequest -Psid $Psid -Title $Title -ImageUrl $image | Out-Null
        Approve-MMSandboxOptIn -Psid $Psid -Title $Title | Out-Null
        $Psid
    }
}

AfterAll { Stop-MMSandbox }

Describe 'Get-MMSubscriptionToken of a customer list' {
    BeforeAll {
        $sandbox = Connect-Sandbox @{ MatchRate = 1 }
        $large = New-FullAudience $sandbox 2150 'large'
        $other = New-FullAudience $sandbox 100 'other'
        $small = New-FullAudience $sandbox 99 'small'
    }

    It 'reads the list to its end, with 1,000 tokens for each call' {
        $calls = $sandbox.RequestCount
        $tokens = Get-MMSubscriptionToken
        $sandbox.RequestCount - $calls | Should -Be 3
        $tokens | Should -HaveCount 2250
        $tokens.Token | Select-Object -Unique | Should -HaveCount 2250
    }

    It 'reads no more pages than the pipeline needs' {
        $calls = $sandbox.RequestCount
        Get-MMSubscriptionToken | Select-Object -First 3 | Should -HaveCount 3
        $sandbox.RequestCount - $calls | Should -Be 1
    }

    It 'contains the audience and no Psid' {
        $token = Get-MMSubscriptionToken -AudienceId $other.Id | Select-Object -First 1
        $token.RecipientId | Should -BeNullOrEmpty
        $token.Status | Should -BeNullOrEmpty
        $token.AudienceIds | Should -Be $other.Id
        $token.OptInSource | Should -Be 'SubscriberList'
        $token.Reoptin | Should -Be 'ENABLED'
    }

    It 'accepts one or several audiences, also from the pipeline' {
        Get-MMSubscriptionToken -AudienceId $other.Id | Should -HaveCount 100
        Get-MMSubscriptionToken $large.Id, $other.Id | Should -HaveCount 2250
        Get-MMAudience -Id $other.Id | Get-MMSubscriptionToken | Should -HaveCount 100
    }

    It 'reports that tokens are withheld below 100 matches' {
        $warnings = Get-Warning { $script:tokens = @(Get-MMSubscriptionToken -AudienceId $small.Id) }
        $tokens | Should -HaveCount 0
        $warnings | Should -HaveCount 1
        $warnings | Should -Match "There are no subscription tokens for audience $($small.Id)\. .*fewer than 100 people"
        Get-Warning { Get-MMSubscriptionToken -AudienceId $other.Id } | Should -BeNullOrEmpty
    }

    It 'names the audience whose tokens are withheld' {
        $warnings = Get-Warning { $script:tokens = Get-MMSubscriptionToken -AudienceId $other.Id, $small.Id }
        $tokens | Should -HaveCount 100
        $warnings | Should -HaveCount 1
        $warnings | Should -Match $small.Id
        $warnings | Should -Not -Match $other.Id
    }

    It 'names an audience that does not exist' {
        $failure = Get-Failure { Get-MMSubscriptionToken -AudienceId 99 }
        Get-ErrorId $failure | Should -Be 'MMInvalidParameter'
        "$failure" | Should -Match "no custom audience with ID '99'"
        Get-ErrorId (Get-Failure { Get-MMSubscriptionToken -AudienceId 'Nowhere', $other.Id }) | Should -Be 'MMAudienceNotFound'
        Get-MMSubscriptionToken -AudienceId 'Nowhere' -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'waits for the rate limit and continues at the same position' {
        $sandbox.FailNext('80003')
        $said = Get-MMSubscriptionToken -AudienceId $other.Id -Verbose 4>&1
        @($said | Where-Object { $_ -isnot [Management.Automation.VerboseRecord] }) | Should -HaveCount 100
        "$($said | Where-Object { $_ -is [Management.Automation.VerboseRecord] })" | Should -Match 'attempt 1( of \d+)? failed'
    }
}

Describe 'Get-MMSubscriptionToken of people who wrote' {
    BeforeAll {
        $sandbox = Connect-Sandbox
        $psid = New-Subscriber 'Offers'
        New-Subscriber 'Events' $psid | Out-Null
        $advertised = $sandbox.SubscribeFromAd()
        $commented = $sandbox.Subscribe('CommentAutomation')
        $replied = $sandbox.Subscribe('ReplyAutomation')
        $noon = [DateTimeOffset]::UtcNow.AddDays(1)
        $sandbox.ClockOffset = [TimeSpan]::FromDays(2)
        $late = $sandbox.SubscribeFromAd()
    }

    It 'shows the person, the topic, and the date' {
        $token = Get-MMSubscriptionToken | Where-Object Title -EQ 'Offers'
        $token.RecipientId | Should -Be $psid
        $token.Status | Should -Be 'NOT_REFRESHED'
        $token.Created.Offset | Should -Be ([TimeSpan]::Zero)
        $token.Created | Should -BeLessThan $noon
        $token.OptInSource | Should -BeNullOrEmpty
    }

    It 'returns the tokens of -OptInSource <Source>' -ForEach @(
        @{ Source = 'CommentAutomation'; Expected = { $commented.Token } }
        @{ Source = 'ReplyAutomation'; Expected = { $replied.Token } }
        @{ Source = 'ClickToMessenger'; Expected = { $advertised.Token, $late.Token } }
    ) {
        $tokens = Get-MMSubscriptionToken -OptInSource $Source
        $tokens.Token | Should -Be (& $Expected)
        $tokens.OptInSource | Select-Object -Unique | Should -Be $Source
    }

    It 'returns the tokens of opt-in requests with -OptInSource Other' {
        (Get-MMSubscriptionToken -OptInSource Other).Title | Should -Be 'Offers', 'Events'
    }

    It 'marks each token with its source with -BySource' {
        $tokens = Get-MMSubscriptionToken -BySource
        ($tokens | Group-Object OptInSource | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.Count)" }) -join ', ' |
            Should -Be 'ClickToMessenger 2, CommentAutomation 1, Other 2, ReplyAutomation 1'
    }

    It 'is limited by -Since and -Until' {
        (Get-MMSubscriptionToken -Since $noon).Token | Should -Be $late.Token
        Get-MMSubscriptionToken -Until $noon | Should -HaveCount 5
        Get-MMSubscriptionToken -Since $noon.AddDays(2) | Should -BeNullOrEmpty
        (Get-MMSubscriptionToken -OptInSource ClickToMessenger -Until $noon).Token | Should -Be $advertised.Token
    }

    It 'refuses reversed bounds before anything is sent' {
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { Get-MMSubscriptionToken -Since $noon -Until $noon.AddHours(-1) }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        $failure.TargetObject | Should -Be 'Until'
        "$failure" | Should -Match 'before the start time'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'returns one token for each person with -Unique' {
        Get-MMSubscriptionToken | Should -HaveCount 6
        $tokens = Get-MMSubscriptionToken -Unique
        $tokens | Should -HaveCount 5
        ($tokens | Where-Object RecipientId -EQ $psid).Title | Should -Be 'Offers'
    }
}

Describe 'A subscription token' {
    BeforeAll {
        $sandbox = Connect-Sandbox
        $psid = New-Subscriber 'Offers'
        $token = Get-MMSubscriptionToken
    }

    It 'is a plain property, in Export-Csv and in ConvertTo-Json too' {
        $token.Token | Should -Match '^\d{10,20}$'
        $token | Export-Csv -LiteralPath "$TestDrive/tokens.csv" -NoTypeInformation
        $row = Import-Csv -LiteralPath "$TestDrive/tokens.csv"
        $row.Token | Should -Be $token.Token
        $row.RecipientId | Should -Be $psid
        ($token | ConvertTo-Json | ConvertFrom-Json).Token | Should -Be $token.Token
    }

    It 'is hidden by default in <View>' -ForEach @(
        @{ View = 'the table'; Show = { $token | Format-Table | Out-String -Width 400 } }
        @{ View = 'the list'; Show = { $token | Format-List | Out-String -Width 400 } }
        @{ View = 'the wide view'; Show = { $token | Format-Wide | Out-String } }
        @{ View = 'the custom view'; Show = { $token | Format-Custom | Out-String } }
        @{ View = 'the output after another type'; Show = { (Get-Date), $token | Out-String -Width 400 } }
        @{ View = 'text'; Show = { "$token" } }
    ) {
        $shown = & $Show
        $shown | Should -Match 'Offers'
        $shown | Should -Not -Match $token.Token
        $shown | Should -Not -Match $psid
    }
}

Describe 'Every message about tokens' {
    BeforeAll {
        $sandbox = Connect-Sandbox @{ MatchRate = 1 }
        New-FullAudience $sandbox 1050 'many' | Out-Null
        $psid = New-Subscriber 'Offers'

        # A list whose next link, as Meta's does, holds the access token: one that leads nowhere new, and one that leads away.
        $circle = Start-FakeServer { @{ Status = 200; Body = '{"data":[{"notification_messages_token":"quux-subscriber-token","topic_title":"Offers"}],"paging":{"next":"http://HOST/v25.0/2/notification_message_tokens?access_token=EAAquuxPageToken&after=1"}}'.Replace('HOST', $call.Request.Url.Authority) } }
        $away = Start-FakeServer { @{ Status = 200; Body = '{"data":[],"paging":{"next":"https://elsewhere.example.com/v25.0/2/notification_message_tokens?access_token=EAAquuxPageToken&after=1"}}' } }
        $variables = @{
            TEST_MODULE = Get-StagedModule; TEST_FOLDER = "$TestDrive"; TEST_CIRCLE = $circle.BaseUri; TEST_AWAY = $away.BaseUri; TEST_FAKE_TOKEN = 'EAAquuxPageToken'
            MM_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.AccessToken; MM_PAGE_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.PageAccessToken
            MM_APP_SECRET = ConvertFrom-Secret $sandbox.AppSecret; MM_AD_ACCOUNT_ID = $sandbox.AdAccountId; MM_PAGE_ID = $sandbox.PageId; MM_BASE_URI = "$($sandbox.BaseUri)"
        }
        $printed = Invoke-Process -Variables $variables -Script {
            [void](Start-Transcript -LiteralPath "$env:TEST_FOLDER/transcript.txt")
            & {
                Import-Module $env:TEST_MODULE
                $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
                Connect-MMAccount -FromEnvironment
                $tokens = Get-MMSubscriptionToken
                "$($tokens.Count) tokens"
                $tokens | Select-Object -Last 2
                $campaign = New-MMMessageCampaign -Name Spring -DailyBudget 500
                $campaign
                $tokens | Select-Object -Last 2 | Send-MMMarketingMessage $campaign.Id -Text 'Spring is here'
                $tokens | Select-Object -Last 2 | Send-MMMarketingMessage $campaign.Id -Text 'Spring is here'
                $tokens | Select-Object -Last 1 | Remove-MMSubscriber -Confirm:$false
                $tokens | Select-Object -Last 1 | Send-MMMarketingMessage $campaign.Id -Text 'Spring is here' -WhatIf
                $tokens | Measure-MMSubscriber
                $fake = ConvertTo-SecureString -String $env:TEST_FAKE_TOKEN -AsPlainText -Force
                foreach ($address in $env:TEST_CIRCLE, $env:TEST_AWAY) {
                    Connect-MMAccount -AccessToken $fake -PageAccessToken $fake -AdAccountId 1 -PageId 2 -BaseUri $address
                    try { Get-MMSubscriptionToken } catch { $_ }
                }
            } *>&1 | ForEach-Object {
                $_ | Out-String -Width 4000
                if ($_ -is [Management.Automation.ErrorRecord]) { 'ERROR ' + $_.FullyQualifiedErrorId; $_.Exception.ToString(); "$($_.TargetObject)"; $_.ErrorDetails | Format-List * | Out-String }
            }

            [void](Stop-Transcript)
        }
        Stop-FakeServer $circle
        Stop-FakeServer $away
        $said = @{ streams = $printed -join "`n"; transcript = [IO.File]::ReadAllText("$TestDrive/transcript.txt") }
    }

    It 'has content to search' {
        foreach ($expected in '1051 tokens', 'Offers', 'Accepted', 'MMFrequencyLimited', 'ERROR MMUnexpectedAnswer', 'the same page cursor was returned twice', 'URL of the next page is not on', 'Performing the operation', 'What if:') {
            $said.streams.Contains($expected) | Should -BeTrue -Because "the run should say '$expected'"
        }
        $said.transcript.Contains('Accepted') | Should -BeTrue
    }

    It 'contains no subscription token and no Page-scoped ID' {
        $tokens = (Get-MMSubscriptionToken).Token + 'quux-subscriber-token' + $psid
        foreach ($name in $said.Keys) {
            @($tokens | Where-Object { $said[$name].Contains($_) }) | Should -HaveCount 0 -Because "the $name must not hold it"
        }
    }

    It 'contains no access token, app secret, or next link' {
        foreach ($name in $said.Keys) {
            foreach ($secret in $variables.MM_ACCESS_TOKEN, $variables.MM_PAGE_ACCESS_TOKEN, $variables.MM_APP_SECRET, 'EAAquux', 'access_token=', 'after=', 'elsewhere.example.com') {
                $said[$name].Contains($secret) | Should -BeFalse -Because "the $name must not hold '$($secret.Substring(0, 5))...'"
            }
        }
    }
}
