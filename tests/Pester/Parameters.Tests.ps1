# Conventions that hold for the parameters of every cmdlet.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $commands = Get-Command -Module MessengerMarketing -CommandType Cmdlet
    $takingAudience = $commands | Where-Object { $_.Parameters.Values.Attributes.TypeId.Name -contains 'AudienceTransformationAttribute' } | ForEach-Object { $_.Name }
    $takingCampaign = $commands | Where-Object { $_.Parameters.Values.Attributes.TypeId.Name -contains 'CampaignTransformationAttribute' } | ForEach-Object { $_.Name }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $parameters = Get-Command -Module MessengerMarketing -CommandType Cmdlet | ForEach-Object {
        foreach ($parameter in $_.Parameters.Values) { [pscustomobject]@{ Command = $_.Name; Name = $parameter.Name; Type = $parameter.ParameterType; Aliases = $parameter.Aliases } }
    }
}

AfterAll { Stop-MMSandbox }

Describe 'Durations' {
    It 'are integers, never time spans' {
        $parameters | Where-Object { "$($_.Type)" -match 'TimeSpan' } | ForEach-Object { "$($_.Command) -$($_.Name)" } | Should -BeNullOrEmpty
    }

    It 'have names that end in Sec or Ms' {
        $named = @($parameters | Where-Object Name -CMatch 'Wait[A-Z]|MaxWait|Interval|Latency|Timeout|Delay|Gap|Window|Offset|After(?!Sec)(?=[A-Z])')
        $named.Count | Should -BeGreaterThan 8
        foreach ($parameter in $named) {
            $parameter.Name | Should -MatchExactly '(Sec|Ms)$' -Because $parameter.Command
            "$($parameter.Type)" | Should -MatchExactly '^(int|System\.Nullable\[int\])$' -Because "$($parameter.Command) -$($parameter.Name)"
        }
    }
}

Describe 'An audience' {
    It 'is accepted by exactly these cmdlets' {
        @(Get-Command -Module MessengerMarketing -CommandType Cmdlet -ParameterName AudienceId).Name | Sort-Object |
            Should -Be 'Add-MMAudienceUser', 'Get-MMAudience', 'Get-MMSubscriptionToken', 'Remove-MMAudienceUser', 'Remove-MMCustomAudience', 'Set-MMCustomAudience', 'Sync-MMAudienceUser'
    }

    It 'is accepted by <_> as -AudienceId or -Id' -ForEach $takingAudience {
        $parameter = (Get-Command $_).Parameters.Values | Where-Object { $_.Name -in 'Id', 'AudienceId' }
        @(@($parameter.Name) + $parameter.Aliases | Sort-Object) -join ' ' | Should -Be 'AudienceId Id'
        $parameter.Attributes.TypeId.Name | Should -Contain 'ArgumentCompleterAttribute'
    }
}

Describe 'A campaign' {
    BeforeAll {
        $sandbox = Connect-Sandbox
        $spring = New-MMMessageCampaign -Name 'Spring sale' -DailyBudget 500
        $twins = 1..2 | ForEach-Object { New-MMMessageCampaign -Name 'Twin' -DailyBudget 500 }
    }

    It 'is accepted by <_> as -CampaignId or -Id' -ForEach $takingCampaign {
        $parameter = (Get-Command $_).Parameters.Values | Where-Object { $_.Name -in 'Id', 'CampaignId' }
        @(@($parameter.Name) + $parameter.Aliases | Sort-Object) -join ' ' | Should -Be 'CampaignId Id'
    }

    It 'can be <What>' -ForEach @(
        @{ What = 'an id'; Get = { $spring.Id } }
        @{ What = 'an object'; Get = { $spring } }
        @{ What = 'a row with a CampaignId'; Get = { [pscustomobject]@{ CampaignId = $spring.Id } } }
        @{ What = 'the name of a campaign'; Get = { 'spring SALE' } }
    ) {
        (Send-MMMarketingMessage -CampaignId (& $Get) -Token 'no-such-token' -Text 'Hi' -WarningAction Ignore).ErrorId | Should -Be 'MMSubscriptionTokenInvalid'
    }

    It 'that does not exist is named in the error' {
        $failure = Get-Failure { Send-MMMarketingMessage -CampaignId 'Sprung' -Token 1 -Text 'Hi' }
        Get-ErrorId $failure | Should -Be 'MMCampaignNotFound'
        "$failure" | Should -BeLike "*'Sprung'*"
    }

    It 'without an id is refused' {
        $failure = Get-Failure { Send-MMMarketingMessage -CampaignId ([pscustomobject]@{ Title = 'x' }) -Token 1 -Text 'Hi' }
        Get-ErrorId $failure | Should -Be 'MMCampaignNotFound'
        "$failure" | Should -BeLike '*neither a CampaignId nor an Id*'
    }

    It 'with an ambiguous name must be specified by ID' {
        $failure = Get-Failure { Send-MMMarketingMessage -CampaignId 'Twin' -Token 1 -Text 'Hi' }
        Get-ErrorId $failure | Should -Be 'MMCampaignAmbiguous'
        $twins | ForEach-Object { "$failure" | Should -BeLike "*$($_.Id)*" }
    }

    It 'is completed by the name of those that the session created' {
        $line = 'Send-MMMarketingMessage -CampaignId spr'
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Be $spring.Id
    }
}
