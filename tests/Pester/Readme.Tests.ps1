# The README's examples, as somebody pastes them: one after the other into one session.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule
    $readme = [IO.File]::ReadAllText([IO.Path]::GetFullPath("$PSScriptRoot/../../README.md")).Replace("`r`n", "`n")

    # The PowerShell under a heading, block by block.
    function Get-Block {
        param([string] $Heading)

        $section = [regex]::Match($readme, "(?ms)^#+ $([regex]::Escape($Heading))`$(.*?)(?=^#{1,3} |\z)").Groups[1].Value
        [regex]::Matches($section, '(?ms)^```powershell\n(.*?)^```$') | ForEach-Object { $_.Groups[1].Value }
    }
}

AfterAll { Stop-MMSandbox }

Describe 'The examples' {
    BeforeAll {
        $folder = "$TestDrive/first"
        [void](New-Item -ItemType Directory -Path $folder)

        # The first block builds and imports the module, which the suite has done.
        $blocks = @(Get-Block 'Try it' | Select-Object -Skip 1) + @(Get-Block 'Upload a list') + @(Get-Block 'Ask people to opt in') + @(Get-Block 'Read tokens and send messages')
        $port = Get-FreePort
        $written = New-Object Collections.ArrayList
        $problems = New-Object Collections.ArrayList
        $shell = New-Shell
        try {
            [void]$shell.AddScript("Set-Location -LiteralPath '$folder'; `$ErrorActionPreference = 'Continue'").Invoke()
            foreach ($block in $blocks) {
                $shell.Commands.Clear()
                $shell.Streams.ClearStreams()
                $running = $shell.AddScript($block.Replace('8080', "$port")).BeginInvoke()
                if ($running.AsyncWaitHandle.WaitOne([TimeSpan]::FromSeconds(120))) {
                    try { [void]$written.AddRange(@($shell.EndInvoke($running))) } catch { [void]$problems.Add("$($_.Exception.InnerException)") }
                } else {
                    $shell.Stop()
                    [void]$problems.Add("It did not end: $block")
                }

                $shell.Streams.Error | ForEach-Object { [void]$problems.Add("$_ ($($_.FullyQualifiedErrorId))") }
            }
        } finally {
            $shell.Runspace.Dispose()
            $shell.Dispose()
        }
    }

    It 'run as pasted, one after the other, in an empty folder' {
        $blocks.Count | Should -Be 7
        $problems | Should -BeNullOrEmpty
    }

    It 'upload the list twice, sync it, and report the row that cannot be used' {
        $receipts = @($written | Where-Object { $_.PSObject.TypeNames -contains 'MessengerMarketing.Uploads.BatchReceipt' })
        "$($receipts.Status)" | Should -Be 'Accepted Accepted Accepted'
        "$($receipts.Rows)" | Should -Be '1 1 1'
        (Import-Csv -LiteralPath "$folder/rejects.csv").Reason | Should -Be 'NotAnEmailAddress'
        Get-Content -LiteralPath "$folder/report.html" -Raw | Should -Match '<html'
    }

    It 'create a subscriber' {
        (Import-Csv -LiteralPath "$folder/tokens.csv").Title | Should -Be 'Weekly offers'
    }

    It 'reach the first upload within 40 lines' {
        $lines = $readme -split "`n"
        [array]::FindIndex($lines, [Predicate[string]] { $args[0] -match '^Add-MMAudienceUser' }) | Should -BeLessThan 40
        $lines.Count | Should -BeLessOrEqual 151
    }
}

Describe 'Learn more' {
    It 'leads to every topic' {
        $topics = @(Get-ChildItem -LiteralPath (Get-StagedModule) -Recurse -Filter 'about_MM*.help.txt' | ForEach-Object { $_.Name -replace '\.help\.txt$' })
        $topics | Should -Contain 'about_MMAuthentication'
        $section = [regex]::Match($readme, '(?ms)^## Learn more$(.*)').Value
        $topics | Where-Object { $section -notmatch "\b$_\b" } | Should -BeNullOrEmpty
    }

    It 'leads to files that exist' {
        $missing = [regex]::Matches($readme, '\]\((?!https?:)([^)#]+)\)') | ForEach-Object { $_.Groups[1].Value } | Where-Object { -not (Test-Path -Path "$PSScriptRoot/../../$_") }
        $missing | Should -BeNullOrEmpty
    }
}

Describe 'The README' {
    BeforeAll {
        $code = @([regex]::Matches($readme, '(?ms)^```powershell\n(.*?)^```$') | ForEach-Object { $_.Groups[1].Value }) -join "`n"
        $commands = [Management.Automation.Language.Parser]::ParseInput($code, [ref]$null, [ref]$null).
            FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -match '-MM' }, $true)
    }

    It 'uses existing parameters of cmdlets' {
        $wrong = foreach ($command in $commands) {
            $known = (Get-Command $command.GetCommandName()).Parameters.Keys
            $command.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] -and $known -notcontains $_.ParameterName } |
                ForEach-Object { "$($command.GetCommandName()) -$($_.ParameterName)" }
        }
        $commands.Count | Should -BeGreaterThan 15
        $wrong | Should -BeNullOrEmpty
    }

    It 'shows how to connect with both tokens, and from the environment' {
        $connections = @($commands | Where-Object { $_.GetCommandName() -eq 'Connect-MMAccount' } | ForEach-Object { "$_" })
        @($connections -match '-AccessToken \(Read-Host -AsSecureString[\s\S]*-PageAccessToken \(Read-Host -AsSecureString').Count | Should -Be 1
        @($connections -match '-FromEnvironment').Count | Should -Be 1
    }
}
