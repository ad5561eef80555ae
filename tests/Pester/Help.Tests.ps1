# What Get-Help says, of the module as it is staged.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $commands = Get-Command -Module MessengerMarketing -CommandType Cmdlet | ForEach-Object { $_.Name }
    $topics = @(Get-ChildItem -Path "$((Get-Module MessengerMarketing).ModuleBase)/en-US" -Filter 'about_*.help.txt' | ForEach-Object { $_.Name.Replace('.help.txt', '') })
}

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-Module "$PSScriptRoot/Examples.psm1" -Force
    Import-StagedModule
    $module = (Get-Module MessengerMarketing).ModuleBase
    $pages = Get-PageFolder
    $projectUri = (Get-Module MessengerMarketing).ProjectUri.AbsoluteUri.TrimEnd('/')
    $common = [Management.Automation.PSCmdlet]::CommonParameters
    $exported = @(Get-Command -Module MessengerMarketing -CommandType Cmdlet | ForEach-Object { $_.Name })

    # The text of paragraphs, as Get-Help has them.
    function Get-Text($Paragraphs) { (@($Paragraphs | ForEach-Object { $_.Text }) -join ' ').Trim() }

    function Test-Hidden($Parameter) { [bool]($Parameter.Attributes | Where-Object { $_ -is [Parameter] -and $_.DontShow }) }

    # How a parameter takes the pipeline, in the words of Get-Help.
    function Get-PipelineText($Bindings) {
        $ways = @(
            if ($Bindings.ValueFromPipelineByPropertyName -contains $true) { 'ByPropertyName' }
            if ($Bindings.ValueFromPipeline -contains $true) { 'ByValue' }
        )
        if ($ways) { "True ($($ways -join ', '))" } else { 'False' }
    }
}

Describe 'The help of <_>' -ForEach $commands {
    BeforeAll {
        $command = Get-Command -Name $_ -Module MessengerMarketing
        $help = Get-Help -Name $_ -Full
        # Not told of is what exists only to refuse what nobody should give.
        $hidden = @($command.ParameterSets.Parameters | Where-Object { Test-Hidden $_ } | ForEach-Object { $_.Name } | Select-Object -Unique)
        $parameters = @($command.Parameters.Values | Where-Object { $common + $hidden -notcontains $_.Name })
        $told = @($help.parameters.parameter | Where-Object { $_ })
    }

    It 'has a synopsis of one line that is a sentence' {
        $help.Synopsis | Should -Match '^[A-Z][^\r\n]{20,110}\.$'
        $help.Synopsis | Should -Not -Match "^$($command.Name)"
    }

    It 'has a description, inputs, outputs and links' {
        (Get-Text $help.description).Length | Should -BeGreaterThan 100
        foreach ($type in @($help.inputTypes.inputType) + @($help.returnValues.returnValue)) {
            $type.type.name | Should -Match '^\S+$'
            Get-Text $type.description | Should -Match '(?s)^\S.{8,}\.$' -Because "$($type.type.name) needs a text"
        }
        @($help.relatedLinks.navigationLink).Count | Should -BeGreaterThan 1
    }

    It 'has at least three examples, each with a title and code' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual 3
        foreach ($example in $examples) {
            $example.title | Should -Match 'Example \d+: [A-Z]'
            $example.code | Should -Match '\S'
        }
        @($examples.title | Select-Object -Unique).Count | Should -Be $examples.Count
    }

    It 'describes exactly the existing parameters' {
        $told.Name | Sort-Object | Should -Be ($parameters.Name | Sort-Object)
        foreach ($parameter in $told) {
            Get-Text $parameter.description | Should -Match '(?s)^\S.{8,}\.$' -Because "-$($parameter.Name) needs a text"
        }
    }

    It 'describes how each parameter is given' {
        foreach ($parameter in $parameters) {
            $said = $told | Where-Object Name -EQ $parameter.Name
            $bindings = @($parameter.ParameterSets.Values)
            $aliases = @($parameter.Aliases | Sort-Object) -join ', '
            $position = if ($bindings[0].Position -lt 0) { 'named' } else { "$($bindings[0].Position)" }
            $wildcards = [bool]($parameter.Attributes | Where-Object { $_ -is [Management.Automation.SupportsWildcardsAttribute] })
            # One comparison for all five: there are hundreds of parameters.
            $expected = "required $($bindings.IsMandatory -notcontains $false), position $position, pipeline $(Get-PipelineText $bindings), aliases $(if ($aliases) { $aliases } else { 'none' }), wildcards $wildcards"
            $shown = "required $($said.required), position $($said.position), pipeline $($said.pipelineInput), aliases $(@($said.aliases -split ', ' | Sort-Object) -join ', '), wildcards $($said.globbing)"
            $shown | Should -Be $expected -Because "of -$($parameter.Name)"
        }
    }

    It 'shows the syntax of each parameter set' {
        $expected = foreach ($set in $command.ParameterSets) {
            @($set.Parameters | Where-Object { $common + $hidden -notcontains $_.Name } | ForEach-Object { "$($_.Name) $($_.IsMandatory) $(if ($_.Position -lt 0) { 'named' } else { $_.Position })" } | Sort-Object) -join '; '
        }
        $shown = foreach ($item in @($help.syntax.syntaxItem)) {
            @($item.parameter | Where-Object { $_ } | ForEach-Object { "$($_.name) $([bool]::Parse($_.required)) $($_.position)" } | Sort-Object) -join '; '
        }
        @($shown | Sort-Object) | Should -Be @($expected | Sort-Object)
    }

    It 'has a page whose syntax, types, sets and values are those of the cmdlet' {
        $page = [IO.File]::ReadAllText("$pages/$($command.Name).md").Replace("`r`n", "`n")
        $syntax = [regex]::Match($page, '(?ms)^## SYNTAX$(.*?)^## ').Groups[1].Value -replace '\s+', ' '
        foreach ($set in $command.ParameterSets) {
            $shown = "$($command.Name) $set"
            foreach ($name in $hidden) { $shown = $shown -replace " \[-$name <\w+>\]" }
            $syntax | Should -Match ("### $($set.Name)( \(Default\))? ``+ " + [regex]::Escape($shown.Trim()))
        }

        foreach ($parameter in $parameters) {
            $yaml = [regex]::Match($page, ('(?ms)^### -{0}$.*?^```yaml\n(.*?)^```$' -f $parameter.Name)).Groups[1].Value
            $type = if ($parameter.ParameterType.IsEnum -or $parameter.ParameterType.IsArray -or $parameter.ParameterType.IsGenericType) { $null } else { $parameter.ParameterType.FullName }
            if ($type) { $yaml | Should -Match "^Type: $([regex]::Escape($type))\n" -Because "of -$($parameter.Name)" }
            $sets = [regex]::Matches($yaml, '(?m)^- Name: (.+)$') | ForEach-Object { $_.Groups[1].Value.Replace('(All)', '__AllParameterSets') }
            @($sets | Sort-Object) | Should -Be @($parameter.ParameterSets.Keys | Sort-Object) -Because "of -$($parameter.Name)"
            foreach ($valid in @($parameter.Attributes | Where-Object { $_ -is [Management.Automation.ValidateSetAttribute] }).ValidValues) {
                $yaml | Should -Match "(?m)^- $valid$"
            }
        }
    }

    It 'is found by each form of Get-Help' {
        (Get-Help -Name $command.Name -Parameter * -ErrorAction SilentlyContinue | Measure-Object).Count | Should -Be $parameters.Count
        ($help | Out-String) | Should -Match '(?s)^\s*NAME\b.*\bSYNOPSIS\b.*\bSYNTAX\b.*\bDESCRIPTION\b.*\bPARAMETERS\b.*\bINPUTS\b.*\bOUTPUTS\b.*\bRELATED LINKS\b'
        (Get-Help -Name $command.Name -Detailed | Out-String) | Should -Match '(?s)^\s*NAME\s.*\sPARAMETERS\s'
        (Get-Help -Name $command.Name -Examples | Out-String) | Should -Match 'Example 1: '
        (Get-Help -Name "MessengerMarketing\$($command.Name)").Synopsis | Should -Be $help.Synopsis
    }

    It 'has a page in the project, which -Online opens' {
        $expected = "$projectUri/blob/main/docs/en-US/$($command.Name).md"
        [regex]::Match([IO.File]::ReadAllText("$pages/$($command.Name).md"), '(?m)^HelpUri: (\S+)').Groups[1].Value | Should -Be $expected
        @($help.relatedLinks.navigationLink.uri -match '\S')[0] | Should -Be $expected
    }

    It 'links to existing pages and topics' {
        foreach ($link in @($help.relatedLinks.navigationLink)) {
            if ($link.uri) { continue }
            if ($link.linkText -like 'about_*') {
                Test-Path -LiteralPath "$module/en-US/$($link.linkText).help.txt" | Should -BeTrue -Because $link.linkText
            } else {
                $exported | Should -Contain $link.linkText
            }
        }
    }
}

Describe 'Get-Help -Online' {
    It 'opens the page of a cmdlet' -Skip:(-not $IsLinux) {
        # Where PowerShell finds the browser, something that writes down what it shall open.
        $opened = "$TestDrive/opened"
        [IO.File]::WriteAllText("$TestDrive/xdg-open", "#!/bin/sh`nprintf '%s' `"`$1`" > '$opened.new' && mv '$opened.new' '$opened'`n")
        & chmod +x "$TestDrive/xdg-open"
        $said = Invoke-Process -Script "Import-Module '$(Get-StagedModule)'; Get-Help Add-MMAudienceUser -Online" -Variables @{ PATH = "$TestDrive" + [IO.Path]::PathSeparator + $env:PATH }
        $said | Should -BeNullOrEmpty
        Wait-Until { Test-Path -LiteralPath $opened }
        [IO.File]::ReadAllText($opened) | Should -Be "$projectUri/blob/main/docs/en-US/Add-MMAudienceUser.md"
    }
}

Describe 'The pages' {
    It 'exist for each cmdlet, and for nothing else' {
        (Get-ChildItem -Path $pages -Filter '*.md').BaseName | Sort-Object | Should -Be ((Get-Command -Module MessengerMarketing -CommandType Cmdlet).Name | Sort-Object)
    }
}

Describe 'The topics' {
    It 'are those of the module and of each of its parts' {
        (Get-ChildItem -Path "$module/en-US" -Filter 'about_*.help.txt').Name.Replace('.help.txt', '') | Sort-Object | Should -Be @(
            'about_MessengerMarketing', 'about_MMAuthentication', 'about_MMCustomerData', 'about_MMGrowth', 'about_MMMessage', 'about_MMSandbox', 'about_MMUpload', 'about_MMWarehouse', 'about_MMWebhook')
    }
}

Describe '<_>' -ForEach $topics {
    BeforeAll {
        # One process shows all topics: it takes a second to start.
        if (-not $shown) {
            $script:shown = @{}
            $lines = Invoke-Process "
                `$env:PSModulePath = '$(Split-Path (Get-StagedModule))' + [IO.Path]::PathSeparator + `$env:PSModulePath
                Import-Module MessengerMarketing
                foreach (`$topic in Get-ChildItem '$module/en-US/about_*.help.txt') {
                    `$name = `$topic.Name -replace '\.help\.txt$'
                    @{ Name = `$name; Text = Get-Help `$name | Out-String } | ConvertTo-Json -Compress
                }"
            $lines | ConvertFrom-Json | ForEach-Object { $shown[$_.Name] = $_.Text }
        }
    }

    It 'is found by Get-Help and begins like a topic' {
        $shown[$_] | Should -Match "(?s)^\s*TOPIC\s+$_\s+SHORT DESCRIPTION\s+\S.*LONG DESCRIPTION\s+\S"
    }

    It 'fits a console, and names only existing cmdlets and topics' {
        $lines = [IO.File]::ReadAllLines("$module/en-US/$_.help.txt")
        $lines | Where-Object { $_.Length -gt 79 -and $_ -notmatch ' -> ' } | Should -BeNullOrEmpty
        $names = [regex]::Matches(($lines -join "`n"), '\b[A-Z][a-zA-Z]+-MM[A-Z]\w+|\babout_M\w+') | ForEach-Object { $_.Value } | Sort-Object -Unique
        foreach ($name in $names) {
            if ($name -like 'about_*') { Test-Path -LiteralPath "$module/en-US/$name.help.txt" | Should -BeTrue -Because $name } else { $exported | Should -Contain $name }
        }
    }
}

Describe 'about_MessengerMarketing' {
    It 'lists every cmdlet once' {
        $text = [IO.File]::ReadAllText("$module/en-US/about_MessengerMarketing.help.txt")
        $parts = [regex]::Match($text, '(?ms)^CMDLETS\r?$(.*?)^\S').Groups[1].Value
        [regex]::Matches($parts, '\b[A-Z][a-zA-Z]+-MM\w+') | ForEach-Object { $_.Value } | Sort-Object | Should -Be ((Get-Command -Module MessengerMarketing -CommandType Cmdlet).Name | Sort-Object)
    }
}

Describe 'about_MMCustomerData' {
    It 'shows the right result for each example' {
        $text = [IO.File]::ReadAllText("$module/en-US/about_MMCustomerData.help.txt")
        $examples = [regex]::Matches($text, '(?m)^ {8}([A-Z]+) {4}(.+?) -> (.+?)(?: in ([A-Z]{2}))?\r?$')
        $examples.Count | Should -BeGreaterThan 25
        foreach ($example in $examples) {
            $key, $written, $becomes, $country = 1..4 | ForEach-Object { $example.Groups[$_].Value }
            $row = [ordered]@{}
            $row[$key] = $written
            if (-not $row.Contains('EMAIL')) { $row['EMAIL'] = 'ann@example.com' }
            if ($country) { $row['COUNTRY'] = $country }
            $user = [pscustomobject]$row | ConvertTo-MMHashedUser -Normalized
            $user.$key | Should -BeExactly $(if ($becomes -eq 'left out') { '' } else { $becomes }) -Because "of $key $written"
            [bool]$user.Issue | Should -Be ($becomes -eq 'left out') -Because "of $key $written"
        }
    }
}

Describe 'about_MMSandbox' {
    It 'has a test that passes' {
        $text = [IO.File]::ReadAllText("$module/en-US/about_MMSandbox.help.txt").Replace("`r`n", "`n")
        $script = [regex]::Match($text, '(?s)Upload\.ps1 uploads a list to an audience:\n\n(.*?)\n\n    Its test').Groups[1].Value
        $test = [regex]::Match($text, '(?s)checks what the server received:\n\n(.*?)\n\n    The tests take').Groups[1].Value
        [IO.File]::WriteAllText("$TestDrive/Upload.ps1", ($script -replace '(?m)^ {8}'))
        [IO.File]::WriteAllText("$TestDrive/Upload.Tests.ps1", ($test -replace '(?m)^ {8}'))
        $folder = Split-Path (Get-StagedModule)
        $said = Invoke-Process "
            `$env:PSModulePath = '$folder' + [IO.Path]::PathSeparator + `$env:PSModulePath
            `$WarningPreference = 'SilentlyContinue'
            `$run = Invoke-Pester -Path '$TestDrive/Upload.Tests.ps1' -PassThru -Output None
            `"`$(`$run.PassedCount) `$(`$run.FailedCount) `$(`$run.Failed.ErrorRecord)`""
        $said | Select-Object -Last 1 | Should -Be '3 0 '
    }
}
