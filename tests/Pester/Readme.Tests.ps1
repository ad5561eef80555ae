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

Describe 'Five examples that grow' {
    BeforeAll {
        $folder = "$TestDrive/first"
        [void](New-Item -ItemType Directory -Path $folder)
        New-Customer 120 | Export-Csv -LiteralPath "$folder/customers.csv" -NoTypeInformation
        @(New-Customer 300) + [pscustomobject]@{ Email = 'nobody' } | Export-Csv -LiteralPath "$folder/big.csv" -NoTypeInformation

        $blocks = @(Get-Block 'Five examples that grow')
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

    It 'run as they stand, one after the other, and end' {
        $blocks.Count | Should -Be 4
        $problems | Should -BeNullOrEmpty
    }

    It 'upload both lists' {
        $receipts = @($written | Where-Object { $_.PSObject.TypeNames -contains 'MessengerMarketing.Uploads.BatchReceipt' })
        "$($receipts.Status)" | Should -Be 'Accepted Accepted'
        "$($receipts.Rows)" | Should -Be '120 300'
        @(Import-Csv -LiteralPath "$folder/rejects.csv").Count | Should -Be 1
        Get-Content -LiteralPath "$folder/report.html" -Raw | Should -Match '<html'
    }

    It 'win a subscriber' {
        (Import-Csv -LiteralPath "$folder/tokens.csv").Title | Should -Be 'Weekly offers'
    }
}

Describe 'Where to look next' {
    It 'leads to every topic' {
        $topics = @(Get-ChildItem -LiteralPath (Get-StagedModule) -Recurse -Filter 'about_MM*.help.txt' | ForEach-Object { $_.Name -replace '\.help\.txt$' })
        $topics | Should -Contain 'about_MMAuthentication'
        $told = [regex]::Match($readme, '(?ms)^### Where to look next$(.*?)^#').Value
        $topics | Where-Object { $told -notmatch "\b$_\b" } | Should -BeNullOrEmpty
    }
}

Describe 'The README' {
    BeforeAll {
        $code = @([regex]::Matches($readme, '(?ms)^```powershell\n(.*?)^```$') | ForEach-Object { $_.Groups[1].Value }) -join "`n"
        $commands = [Management.Automation.Language.Parser]::ParseInput($code, [ref]$null, [ref]$null).
            FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -match '-MM' }, $true)
    }

    It 'calls cmdlets by parameters that they have' {
        $wrong = foreach ($command in $commands) {
            $known = (Get-Command $command.GetCommandName()).Parameters.Keys
            $command.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] -and $known -notcontains $_.ParameterName } |
                ForEach-Object { "$($command.GetCommandName()) -$($_.ParameterName)" }
        }
        $commands.Count | Should -BeGreaterThan 20
        $wrong | Should -BeNullOrEmpty
    }

    It 'shows how to connect with both tokens, and from the environment' {
        $connections = @($commands | Where-Object { $_.GetCommandName() -eq 'Connect-MMAccount' } | ForEach-Object { "$_" })
        @($connections -match '-AccessToken \(Read-Host -AsSecureString[\s\S]*-PageAccessToken \(Read-Host -AsSecureString').Count | Should -Be 1
        @($connections -match '-FromEnvironment').Count | Should -Be 1
    }
}
