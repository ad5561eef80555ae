# Runs in its own process: it kills processes.
# A process that is killed at any moment leaves a journal from which its upload can be resumed. MM_PROOF_FACTOR multiplies
# the kills, as far as the lists are long enough.

BeforeDiscovery {
    $factor = [Math]::Max(1, [int]$env:MM_PROOF_FACTOR)
}

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $factor = [Math]::Max(1, [int]$env:MM_PROOF_FACTOR)

    # Starts a script in a process of its own, without waiting for its end.
    function Start-Child {
        param([string] $Script, [hashtable] $Variables)

        [Diagnostics.Process]::Start((New-ScriptStartInfo $Script $Variables))
    }

    function Wait-Until {
        param([scriptblock] $Condition)

        $clock = [Diagnostics.Stopwatch]::StartNew()
        while (-not (& $Condition)) {
            if ($clock.Elapsed.TotalSeconds -gt 60) { throw "It did not happen within a minute: $Condition" }
            Start-Sleep -Milliseconds 10
        }
    }
}

AfterAll { Stop-MMSandbox }

Describe 'An upload that is killed repeatedly' {
    It 'delivers every row once: <Name>' -ForEach @(
        @{ Name = 'batches of one size'; Kills = [Math]::Min(20, 8 * $factor); Sizes = @(0) }
        @{ Name = 'batches of other sizes each time'; Kills = [Math]::Min(6, 4 * $factor); Sizes = @(250, 40, 90) }
    ) {
        $sandbox = Connect-Sandbox @{ LatencyMs = 30 }
        $audience = New-Audience $sandbox
        $list = "$TestDrive/killed-$Kills.csv"
        $journal = "$TestDrive/killed-$Kills.journal"
        $rows = 60000
        [IO.File]::WriteAllLines($list, [string[]](@('Email') + (1..$rows | ForEach-Object { "person$_@example.com" })))
        $variables = @{
            TEST_MODULE = Get-StagedModule; TEST_LIST = $list; TEST_JOURNAL = $journal; TEST_AUDIENCE = $audience.Id
            MM_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.AccessToken; MM_AD_ACCOUNT_ID = $sandbox.AdAccountId; MM_PAGE_ID = $sandbox.PageId; MM_BASE_URI = "$($sandbox.BaseUri)"
        }
        $script = {
            $ErrorActionPreference = 'Stop'
            Import-Module $env:TEST_MODULE
            Connect-MMAccount -FromEnvironment
            if (Test-Path -LiteralPath $env:TEST_JOURNAL) {
                $size = if ($env:TEST_SIZE -gt 0) { @{ BatchSize = $env:TEST_SIZE } } else { @{} }
                Resume-MMAudienceUpload -JournalPath $env:TEST_JOURNAL @size | Out-Null
            } else {
                Add-MMAudienceUser -AudienceId $env:TEST_AUDIENCE -Path $env:TEST_LIST -BatchSize 100 -JournalPath $env:TEST_JOURNAL | Out-Null
            }
        }

        $random = New-Object Random 20261122
        $states = foreach ($kill in 1..$Kills) {
            $variables.TEST_SIZE = $Sizes[$kill % $Sizes.Count]
            $before = $sandbox.RequestCount
            $until = $before + $random.Next(1, 20)
            $child = Start-Child "$script" $variables
            try {
                Wait-Until { $sandbox.RequestCount -ge $until -or $child.HasExited }
                Start-Sleep -Milliseconds $random.Next(0, 30)
            } finally {
                $child.Kill()
                $child.WaitForExit()
            }

            (Get-MMAudienceUpload -JournalPath $journal).State
        }

        $states | Select-Object -Unique | Should -Be 'Unfinished'
        $sandbox | Connect-MMAccount
        Resume-MMAudienceUpload -JournalPath $journal | ForEach-Object Status | Select-Object -Unique | Should -Be 'Accepted'
        $record = Get-MMAudienceUpload -JournalPath $journal
        "$($record.State) $($record.RowsRead) $($record.RowsAccepted) $($record.RowsUnknown)" | Should -Be "Finished $rows $rows 0"
        $audience.RowsReceived | Should -Be $rows
        $audience.PeopleCount | Should -Be $rows
    }
}

Describe 'A message whose process is killed repeatedly' {
    It 'reaches every subscriber once' {
        $sandbox = Connect-Sandbox @{ LatencyMs = 20 }
        $subscribers = 400
        $kills = [Math]::Min(20, 5 * $factor)
        $tokens = "$TestDrive/tokens.txt"
        $journal = "$TestDrive/spring.journal"
        [IO.File]::WriteAllLines($tokens, [string[]](1..$subscribers | ForEach-Object { $sandbox.SubscribeFromAd().Token }))
        $campaign = New-MMMessageCampaign -Name 'Spring' -DailyBudget 50000
        $variables = @{
            TEST_MODULE = Get-StagedModule; TEST_TOKENS = $tokens; TEST_JOURNAL = $journal; TEST_CAMPAIGN = $campaign.Id
            MM_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.AccessToken; MM_AD_ACCOUNT_ID = $sandbox.AdAccountId; MM_PAGE_ID = $sandbox.PageId; MM_BASE_URI = "$($sandbox.BaseUri)"
        }
        $script = {
            $ErrorActionPreference = 'Stop'
            Import-Module $env:TEST_MODULE
            Connect-MMAccount -FromEnvironment
            Get-Content -LiteralPath $env:TEST_TOKENS | Send-MMMarketingMessage $env:TEST_CAMPAIGN -Text 'Spring is here' -JournalPath $env:TEST_JOURNAL -ThrottleLimit 8 -WarningAction Ignore | Out-Null
        }

        $random = New-Object Random 20261129
        foreach ($kill in 1..$kills) {
            $until = $sandbox.RequestCount + $random.Next(1, 40)
            $child = Start-Child "$script" $variables
            try {
                Wait-Until { $sandbox.RequestCount -ge $until -or $child.HasExited }
                Start-Sleep -Milliseconds $random.Next(0, 30)
            } finally {
                $child.Kill()
                $child.WaitForExit()
            }
        }

        $sandbox | Connect-MMAccount
        $send = @{ CampaignId = $campaign; Text = 'Spring is here'; JournalPath = $journal; ThrottleLimit = 8; WarningAction = 'SilentlyContinue'; WarningVariable = 'warnings' }
        Get-Content -LiteralPath $tokens | Send-MMMarketingMessage @send | Out-Null
        "$warnings" | Should -Match 'already have the message'

        # Nobody was sent a second message: Meta would have refused it.
        @($sandbox.Requests | Where-Object { $_.Path -like '*/messages' -and $_.Status -ne 200 }) | Should -BeNullOrEmpty
        $before = Get-MMMessageResult $journal -Summary
        $before.Subscribers | Should -Be $subscribers
        $before.Sent + $before.Unknown | Should -Be $subscribers
        # At most the messages that were under way at each kill.
        $before.Unknown | Should -BeLessOrEqual (8 * $kills)

        # Those who may have it get it on request, and those who had it are refused.
        Get-Content -LiteralPath $tokens | Send-MMMarketingMessage @send -RetryUnknown | Out-Null
        (Get-MMMessageInsight $campaign).Delivered | Should -Be $subscribers
        [IO.File]::ReadAllText($journal) | Should -Not -Match ([IO.File]::ReadAllLines($tokens)[0])
    }
}

Describe 'A sync that is killed repeatedly while its list changes' {
    It 'ends with the people of the last list, without a manual step' {
        $sandbox = Connect-Sandbox @{ LatencyMs = 20 }
        $audience = New-Audience $sandbox
        $list = "$TestDrive/synced.csv"
        $state = "$TestDrive/synced.state"
        $variables = @{
            TEST_MODULE = Get-StagedModule; TEST_LIST = $list; TEST_STATE = $state; TEST_AUDIENCE = $audience.Id
            MM_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.AccessToken; MM_AD_ACCOUNT_ID = $sandbox.AdAccountId; MM_PAGE_ID = $sandbox.PageId; MM_BASE_URI = "$($sandbox.BaseUri)"
        }
        $script = {
            $ErrorActionPreference = 'Stop'
            Import-Module $env:TEST_MODULE
            Connect-MMAccount -FromEnvironment
            Sync-MMAudienceUser -AudienceId $env:TEST_AUDIENCE -Path $env:TEST_LIST -StatePath $env:TEST_STATE -BatchSize 50 -MaxRemovePercent 100 | Out-Null
        }

        $random = New-Object Random 20261129
        foreach ($night in 1..[Math]::Min(20, 4 * $factor)) {
            $first = $night * 30
            [IO.File]::WriteAllLines($list, [string[]](@('Email') + ($first..($first + 2000) | ForEach-Object { "person$_@example.com" })))
            $until = $sandbox.RequestCount + $random.Next(1, 20)
            $child = Start-Child "$script" $variables
            try {
                Wait-Until { $sandbox.RequestCount -ge $until -or $child.HasExited }
                Start-Sleep -Milliseconds $random.Next(0, 30)
            } finally {
                if (-not $child.HasExited) { $child.Kill() }
                $child.WaitForExit()
            }
        }

        $sandbox | Connect-MMAccount
        $summary = Sync-MMAudienceUser -AudienceId $audience.Id -Path $list -StatePath $state -MaxRemovePercent 100 -Summary -InformationAction Ignore
        "$($summary.State) $($summary.People) $($audience.PeopleCount)" | Should -Be 'Finished 2001 2001'
        foreach ($number in $first, 1000, ($first + 2000)) { $audience.Contains("person$number@example.com") | Should -BeTrue -Because $number }
        foreach ($number in 30, 100, ($first - 1)) { $audience.Contains("person$number@example.com") | Should -BeFalse -Because $number }
        @(Get-ChildItem "$state*").Name | Should -Be 'synced.state'
    }
}
