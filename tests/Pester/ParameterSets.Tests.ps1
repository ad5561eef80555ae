# Parameters of different sets: the error names both, for every pair of every cmdlet.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
    $commands = Get-Command -Module MessengerMarketing -CommandType Cmdlet | Where-Object { $_.ParameterSets.Count -gt 1 } | ForEach-Object { $_.Name }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule

    # Pairs of parameters that no set of the cmdlet has in common.
    function Get-ExclusivePair([string] $CommandName) {
        $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
        $sets = @{}
        foreach ($set in (Get-Command $CommandName).ParameterSets) {
            foreach ($name in @($set.Parameters.Name) -notmatch "^($($common -join '|'))$") { $sets[$name] += @($set.Name) }
        }

        foreach ($first in $sets.Keys) {
            foreach ($second in $sets.Keys) {
                $shared = @($sets[$first] | Where-Object { $sets[$second] -contains $_ })
                if ($first -ne $second -and $shared.Count -eq 0) { [pscustomobject]@{ First = $first; Second = $second } }
            }
        }
    }

    # A value that the parameter's type and its validation accept.
    function New-Value([string] $CommandName, [string] $Name) {
        $parameter = (Get-Command $CommandName).Parameters[$Name]
        $secret = [securestring]::new()
        $special = @{
            AccessToken = $secret; PageAccessToken = $secret; AppSecret = $secret; OptInSource = 'Other'; AdAccountId = 'act_1'; PageId = '2'; BaseUri = 'http://127.0.0.1:9'; ApiVersion = 'v25.0'
            ColumnMap = @{ EMAIL = 'Mail' }; Encoding = 'utf8'; Country = 'US'; Targeting = @{ geo_locations = @{ countries = @('US') } }
            ImageUrl = 'https://example.com/a.png'; Element = @{ title = 'News' }; Message = @{ text = 'Hello' }; AppId = '1'; AdId = '1'; PostId = '1'
        }
        if ($special.ContainsKey($Name)) { return $special[$Name] }
        switch -Regex ("$($parameter.ParameterType)") {
            'switch' { return $true }
            'int|long|double|decimal' { return 1 }
            'char' { return ';' }
            default { return 'x' }
        }
    }

    function Invoke-Pair([string] $CommandName, [string] $First, [string] $Second) {
        $arguments = [ordered]@{ $First = New-Value $CommandName $First; $Second = New-Value $CommandName $Second }
        & $CommandName @arguments
    }
}

Describe 'Parameters of different sets' {
    It 'are refused by <_> with an error that names both' -ForEach $commands {
        $command = $_
        $wrong = foreach ($pair in Get-ExclusivePair $command) {
            $id = 'no error'
            $text = ''
            try { $null = Invoke-Pair $command $pair.First $pair.Second } catch { $id = $_.FullyQualifiedErrorId; $text = "$_" }
            if ($id -notlike 'MMParameterConflict,*' -or $text -notlike "-$($pair.First) and -$($pair.Second) cannot be used together. Use -$($pair.First)*, or use -$($pair.Second)*.") {
                "-$($pair.First) -$($pair.Second): $id $text"
            }
        }

        $wrong -join "`n" | Should -BeNullOrEmpty -Because 'the setter of a parameter that not all sets have calls this.Bind(value)'
    }

    It 'exist, so that there is something to test' {
        @(Get-ExclusivePair Add-MMAudienceUser).Count | Should -BeGreaterThan 100
        @(Get-ExclusivePair Get-MMAudience).Count | Should -Be 2
        @(Get-ExclusivePair Watch-MMWebhook).Count | Should -Be 0
    }

    It 'are refused before anything is read: <Arguments>' -ForEach @(
        @{ Arguments = '-Path and -Email'; Text = '-Path and -Email cannot be used together. Use -Path, or use -Email.'; Call = { Add-MMAudienceUser -AudienceId 1 -Path missing.csv -Email 'a@example.com' } }
        @{ Arguments = '-Path and -LiteralPath'; Text = '-Path and -LiteralPath cannot be used together. Use -Path, or use -LiteralPath.'; Call = { Test-MMCustomerList -Path missing.csv -LiteralPath missing.csv } }
        @{ Arguments = '-JournalPath and -Phone'; Text = '-JournalPath and -Phone cannot be used together. Use -JournalPath with pipeline input or -Path or -LiteralPath, or use -Phone.'; Call = { Add-MMAudienceUser -AudienceId 1 -JournalPath a.jsonl -Phone '+1 202 555 0101' } }
        @{ Arguments = '-City and -Path'; Text = '-City and -Path cannot be used together. Use -City with -Email or -Phone, or use -Path.'; Call = { ConvertTo-MMHashedUser -City Springfield -Path missing.csv } }
        @{ Arguments = '-FromEnvironment and -ApiVersion'; Text = '-FromEnvironment and -ApiVersion cannot be used together. Use -FromEnvironment, or use -ApiVersion with -AccessToken and -AdAccountId and -PageId or pipeline input.'; Call = { Connect-MMAccount -FromEnvironment -ApiVersion v25.0 } }
        @{ Arguments = 'a splatted hashtable'; Text = '-Path and -Email cannot be used together. *'; Call = { $arguments = [ordered]@{ Path = 'missing.csv'; Email = 'a@example.com' }; Test-MMCustomerList @arguments } }
    ) {
        $refused = $Call | Should -Throw -ErrorId 'MMParameterConflict,*' -PassThru
        "$refused" | Should -BeLike $Text
    }

    It 'leave no value in the error' {
        $refused = { Test-MMCustomerList -Path missing.csv -Email 'person@example.com' } | Should -Throw -ErrorId 'MMParameterConflict,*' -PassThru
        "$refused $($refused.TargetObject)" | Should -Not -Match 'person@|missing'
    }

    It 'do not stop objects of a pipeline that bind different sets' {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'mixed')
        $files = 'a', 'b' | ForEach-Object { $file = Join-Path $folder "$_.jsonl"; Set-Content -LiteralPath $file -Value 'x'; $file }
        $found = @($files[0], (Get-Item $files[1]), [pscustomobject]@{ LiteralPath = $files[0] }, [pscustomobject]@{ JournalPath = $files[1] } | Get-MMAudienceUpload -ErrorAction SilentlyContinue -ErrorVariable problems)
        $found.Count | Should -Be 0
        @($problems.FullyQualifiedErrorId | Where-Object { $_ -like 'MM*' }) | Should -Be (@('MMJournalUnreadable,MessengerMarketing.Commands.GetMMAudienceUploadCommand') * 4)
    }
}
