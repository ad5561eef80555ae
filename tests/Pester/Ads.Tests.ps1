BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox
    $ad = @{ Name = 'Spring'; Message = 'Spring is here'; ImageUrl = 'https://example.com/spring.png'; DailyBudget = 500; Country = 'US' }

    # A server that makes everything but what a test lets fail, and deletes what it made.
    function Start-AdServer {
        param([string] $Fails, [string] $Stays = 'nothing')

        Start-FakeServer ([scriptblock]::Create(@"
            `$ids = @{ campaigns = 11; adsets = 12; adcreatives = 13; ads = 14 }
            `$last = (`$args[1] -split '/')[-1]
            if (`$last -in '$Fails', '$Stays') { @{ Status = 400; Body = '{"error":{"message":"(#100) Invalid parameter","type":"OAuthException","code":100,"fbtrace_id":"A1b2C3d4"}}' } }
            elseif (`$args[0] -eq 'DELETE') { @{ Status = 200; Body = '{"success":true}' } }
            else { @{ Status = 200; Body = '{"id":"' + `$ids[`$last] + '"}' } }
"@))
    }

    function Connect-Server {
        param($Server)

        Connect-MMAccount -AccessToken (ConvertTo-Secret 'one') -AdAccountId 1 -PageId 2 -BaseUri $Server.BaseUri
    }
}

AfterAll { Stop-MMSandbox }

Describe 'New-MMClickToMessengerAd' {
    It 'creates campaign, ad set, creative, and ad, all paused' {
        $before = $sandbox.AdObjects.Count
        $made = New-MMClickToMessengerAd @ad
        $made.Status | Should -Be 'PAUSED'
        $made.PageId | Should -Be $sandbox.PageId
        $kept = @($sandbox.AdObjects | Select-Object -First ($sandbox.AdObjects.Count - $before))
        $kept.Kind | Should -Be 'Ad', 'Creative', 'AdSet', 'Campaign'
        $kept.Id | Should -Be $made.AdId, $made.CreativeId, $made.AdSetId, $made.CampaignId
        ($kept | Where-Object Kind -NE 'Creative').Status | Should -Be 'PAUSED', 'PAUSED', 'PAUSED'
        $kept[0].ParentId | Should -Be $made.AdSetId
        $kept[2].ParentId | Should -Be $made.CampaignId
    }

    It 'spends money only with -Status Active' {
        $made = New-MMClickToMessengerAd @ad -Status Active
        $made.Status | Should -Be 'ACTIVE'
        ($sandbox.AdObjects | Where-Object Id -In $made.CampaignId, $made.AdSetId, $made.AdId).Status | Should -Be 'ACTIVE', 'ACTIVE', 'ACTIVE'
    }

    It 'creates nothing with -WhatIf, and reports all four objects in one line' {
        $said = (Invoke-Process -Variables @{ TEST_MODULE = Get-StagedModule } -Script {
            Import-Module $env:TEST_MODULE
            $sandbox = Start-MMSandbox
            $sandbox | Connect-MMAccount
            New-MMClickToMessengerAd -Name Spring -Message 'Spring is here' -ImageUrl 'https://example.com/spring.png' -DailyBudget 500 -Country US -WhatIf
            "calls: $($sandbox.RequestCount)"
        })
        $said | Should -HaveCount 2
        $said[0] | Should -Match "^What if: Performing the operation `"Create PAUSED campaign 'Spring' \(OUTCOME_ENGAGEMENT\) with PAUSED ad set to Messenger, creative and PAUSED ad`" on target `"ad account \d+, Page \d+`""
        $said[1] | Should -Be 'calls: 0'
    }

    It 'prompts once with -Confirm, and creates <Made> objects after <Answer>' -ForEach @(
        @{ Answer = 'N'; Made = 0 }
        @{ Answer = 'Y'; Made = 4 }
    ) {
        $script = @"
            `$ProgressPreference = 'SilentlyContinue'
            Import-Module '$(Get-StagedModule)'
            `$sandbox = Start-MMSandbox
            `$sandbox | Connect-MMAccount
            New-MMClickToMessengerAd -Name Spring -Message 'Spring is here' -ImageUrl 'https://example.com/spring.png' -DailyBudget 500 -Country US -Confirm | Out-Null
            "made: `$(`$sandbox.AdObjects.Count), calls: `$(`$sandbox.RequestCount)"
"@
        $said = ($Answer, $Answer, $Answer, $Answer | Invoke-PowerShell -NoProfile -EncodedCommand ([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($script)))) -join ' '
        [regex]::Matches($said, 'Are you sure').Count | Should -Be 1
        $said | Should -Match "made: $Made, calls: $Made$"
    }

    It 'refuses <What> before anything is sent' -ForEach @(
        @{ What = 'no image'; Change = @{ ImageUrl = $null }; Says = 'needs one image' }
        @{ What = 'two images'; Change = @{ ImageHash = 'abc' }; Says = 'needs one image' }
        @{ What = 'an image by http'; Change = @{ ImageUrl = 'http://example.com/spring.png' }; Says = 'absolute https URL' }
        @{ What = 'two budgets'; Change = @{ LifetimeBudget = 5 }; Says = 'either a daily or a lifetime budget' }
        @{ What = 'a lifetime budget without an end'; Change = @{ DailyBudget = $null; LifetimeBudget = 5 }; Says = 'requires an end time' }
        @{ What = 'an end in the past'; Change = @{ EndTime = [DateTimeOffset]::UtcNow.AddDays(-1) }; Says = 'not in the past' }
        @{ What = 'a country that there is not'; Change = @{ Country = 'Atlantis' }; Says = 'such as VN' }
        @{ What = 'a mistyped country'; Change = @{ Country = 'Germnay' }; Says = 'Did you mean Germany \(DE\)' }
        @{ What = 'a greeting of 301 characters'; Change = @{ Greeting = 'x' * 301 }; Says = 'at most 300' }
        @{ What = 'Thailand without a beneficiary'; Change = @{ Country = 'TH' }; Says = 'must declare the beneficiary \(THAILAND_UNIVERSAL\).* See the parameter -Beneficiary\.$' }
        @{ What = 'France without a payer'; Change = @{ Country = 'FR'; Beneficiary = 'Example Ltd' }; Says = 'in the EU must declare the payer.* See the parameter -Payer\.$' }
        @{ What = 'a name where an id is needed'; Change = @{ Country = 'SG'; Beneficiary = 'Example Ltd'; Payer = 'Example Ltd' }; Says = 'ID of a verified identity' }
        @{ What = 'a region that there is not'; Change = @{ Beneficiary = @{ XX = '1' } }; Says = "'XX' is not a region" }
        @{ What = 'a country outside its special category'; Change = @{ SpecialAdCategory = 'HOUSING'; SpecialAdCategoryCountry = 'CA' }; Says = 'outside the countries of its special ad category\. Add them\. See the parameter -SpecialAdCategoryCountry\.$' }
        @{ What = 'an automation of its own'; Change = @{ Country = $null; Targeting = @{ geo_locations = @{ countries = @('US') }; targeting_automation = @{ advantage_audience = 2 } } }; Says = 'must be 0 or 1' }
        @{ What = 'targeting that is a list'; Change = @{ Country = $null; Targeting = '[]' }; Says = 'must be an object, such as' }
    ) {
        $all = $ad.Clone()
        foreach ($name in $Change.Keys) { if ($null -eq $Change[$name]) { $all.Remove($name) } else { $all[$name] = $Change[$name] } }
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { New-MMClickToMessengerAd @all }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        "$failure" | Should -Match $Says
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'sends the declarations of <What>' -ForEach @(
        @{ What = 'Thailand and Brazil'; With = @{ Country = 'TH', 'BR'; Beneficiary = 123; Payer = 123 } }
        @{ What = 'Taiwan'; With = @{ Country = 'TW'; Beneficiary = @{ TW = '123' }; Payer = @{ TW = '456' }; RegionalCategory = 'TAIWAN_FINSERV' } }
        @{ What = 'the EU'; With = @{ Country = 'DE'; Beneficiary = 'Example Ltd'; Payor = 'Example Ltd' } }
        @{ What = 'a special category'; With = @{ Country = 'US', 'CA'; SpecialAdCategory = 'housing' } }
        @{ What = 'targeting with a part of its automation'; With = @{ Targeting = @{ geo_locations = @{ countries = @('US') }; targeting_automation = @{ individual_setting = @{ age = 1 } } } } }
    ) {
        $all = $ad.Clone()
        $all.Remove('Country')
        # The sandbox rejects an ad set without them.
        (New-MMClickToMessengerAd @all @With).AdId | Should -Not -BeNullOrEmpty
    }

    It 'advises when Meta requires a declaration: <Fault>' -ForEach @(
        @{ Fault = '100/3858634'; Advice = '-Beneficiary and -Payer' }
        @{ Fault = '100/3858550'; Advice = '-Beneficiary and -Payer' }
        @{ Fault = '100/3858081'; Advice = 'EU' }
        @{ Fault = '100/2909034'; Advice = '-SpecialAdCategoryCountry' }
        @{ Fault = '100/1870227'; Advice = 'advantage_audience' }
    ) {
        $sandbox.FailNext($Fault)
        $failure = Get-Failure { New-MMClickToMessengerAd @ad }
        Get-ErrorId $failure | Should -Be 'MMInvalidParameter'
        "$failure" | Should -Match $Advice
    }

    It '<Fault> has the ID <Id>, the failed step, and advice' -ForEach @(
        @{ Fault = '200'; Id = 'MMPermissionDenied'; Advice = 'ads_management' }
        @{ Fault = '2635'; Id = 'MMVersionDeprecated'; Advice = '-ApiVersion' }
        @{ Fault = '190/463'; Id = 'MMAuthenticationFailed'; Advice = 'Connect-MMAccount' }
    ) {
        $before = $sandbox.AdObjects.Count
        $sandbox.FailNext($Fault)
        $failure = Get-Failure { New-MMClickToMessengerAd @ad }
        Get-ErrorId $failure | Should -Be $Id
        $failure.TargetObject | Should -Be 'Spring'
        "$failure" | Should -Match 'its campaign failed'
        "$failure" | Should -Match $Advice
        $sandbox.AdObjects.Count | Should -Be $before
    }

    It 'cleans up in the sandbox when the ad set is rejected' {
        $before = $sandbox.AdObjects.Count
        $all = $ad.Clone()
        $all.Remove('Country')
        $failure = Get-Failure { New-MMClickToMessengerAd @all -Targeting @{ age_min = 25 } }
        Get-ErrorId $failure | Should -Be 'MMInvalidParameter'
        "$failure" | Should -Match 'its ad set failed.*geo_locations.*Deleted: Campaign \d+'
        $sandbox.AdObjects.Count | Should -Be $before
    }

    It 'retries a throttled step, and creates nothing twice' {
        $before = $sandbox.AdObjects.Count
        $sandbox.FailNext('80003')
        (New-MMClickToMessengerAd @ad).AdId | Should -Not -BeNullOrEmpty
        $sandbox.AdObjects.Count - $before | Should -Be 4
    }

    It 'does not repeat a step after a lost response, and reports that an object may remain' {
        $calls = $sandbox.RequestCount
        $sandbox.FailNext('DroppedAfterProcessing')
        "$(Get-Failure { New-MMClickToMessengerAd @ad })" | Should -Match 'may still have been processed'
        $sandbox.RequestCount - $calls | Should -Be 1
    }
}

Describe 'An ad with a failed step' {
    AfterAll { $sandbox | Connect-MMAccount }

    It 'is cleaned up in reverse order after <Step>' -ForEach @(
        @{ Step = 'adsets'; Word = 'ad set'; Deleted = @('11'); Told = 'Campaign 11' }
        @{ Step = 'adcreatives'; Word = 'creative'; Deleted = @('12', '11'); Told = 'AdSet 12, Campaign 11' }
        @{ Step = 'ads'; Word = 'ad'; Deleted = @('13', '12', '11'); Told = 'Creative 13, AdSet 12, Campaign 11' }
    ) {
        $server = Start-AdServer -Fails $Step
        try {
            Connect-Server $server
            $failure = Get-Failure { New-MMClickToMessengerAd @ad }
        } finally {
            Stop-FakeServer $server
        }

        Get-ErrorId $failure | Should -Be 'MMInvalidParameter'
        "$failure" | Should -Match "its $Word failed.*Deleted: $Told\. "
        $failure.Exception.Deleted | Should -Be ($Told -split ', ')
        $failure.Exception.LeftBehind | Should -HaveCount 0
        ($server.Requests | Where-Object { $_.Method -eq 'DELETE' } | ForEach-Object { ($_.Path -split '/')[-1] }) | Should -Be $Deleted
    }

    It 'names objects that could not be deleted' {
        $server = Start-AdServer -Fails 'ads' -Stays '12'
        try {
            Connect-Server $server
            $failure = Get-Failure { New-MMClickToMessengerAd @ad }
        } finally {
            Stop-FakeServer $server
        }

        "$failure" | Should -Match 'Deleted: Creative 13, Campaign 11\. Not deleted: AdSet 12\. Delete them in Ads Manager\.'
        $failure.Exception.LeftBehind | Should -Be 'AdSet 12'
    }
}

Describe 'The objects of an ad' {
    BeforeAll {
        $server = Start-AdServer -Fails 'nothing'
        try {
            Connect-Server $server
            New-MMClickToMessengerAd @ad -Headline 'Offers' -Greeting 'How can we help?' | Out-Null
        } finally {
            Stop-FakeServer $server
        }

        $campaign, $adSet, $creative, $last = $server.Requests | ForEach-Object { $_.Body | ConvertFrom-Json }
    }

    AfterAll { $sandbox | Connect-MMAccount }

    It 'are created in order' {
        ($server.Requests | ForEach-Object { $_.Path -replace '^.*/act_1/' }) | Should -Be 'campaigns', 'adsets', 'adcreatives', 'ads'
    }

    It 'lead to the Page in Messenger' {
        $campaign.objective | Should -Be 'OUTCOME_ENGAGEMENT'
        $adSet.campaign_id | Should -Be '11'
        $adSet.destination_type | Should -Be 'MESSENGER'
        $adSet.promoted_object.page_id | Should -Be '2'
        $adSet.daily_budget | Should -Be 500
        $adSet.targeting.geo_locations.countries | Should -Be 'US'
        $creative.object_story_spec.page_id | Should -Be '2'
        $creative.object_story_spec.link_data.message | Should -Be 'Spring is here'
        $creative.object_story_spec.link_data.name | Should -Be 'Offers'
        $creative.object_story_spec.link_data.picture | Should -Be 'https://example.com/spring.png'
        $creative.object_story_spec.link_data.page_welcome_message | Should -Be 'How can we help?'
        $creative.object_story_spec.link_data.call_to_action.type | Should -Be 'MESSAGE_PAGE'
        $last.adset_id | Should -Be '12'
        $last.creative.creative_id | Should -Be '13'
    }

    It 'are all paused' {
        $campaign.status, $adSet.status, $last.status | Should -Be 'PAUSED', 'PAUSED', 'PAUSED'
    }
}
