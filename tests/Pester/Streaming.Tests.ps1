# What a console shows while a pipeline still runs.

BeforeDiscovery {
    $hasTerminal = $PSEdition -eq 'Core' -and -not $IsWindows -and (Get-Command -Name script -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule

    $script = {
        Import-Module $env:TEST_MODULE
        $secret = ConvertTo-SecureString -String $env:TEST_SECRET -AsPlainText -Force
        Watch-MMWebhook -Port $env:TEST_PORT -AppSecret $secret -VerifyToken $secret
    }

    # The variables of a watch in another process, which nothing but its end stops.
    function New-WatchVariable {
        @{ TEST_MODULE = Get-StagedModule; TEST_SECRET = ConvertFrom-Secret (Get-WebhookSecret); TEST_PORT = "$(Get-FreePort)" }
    }

    # Sends two deliveries, each once the process has printed the one before, and gives what it printed. The process still runs then.
    function Get-PrintedWhileRunning {
        param($Process, [string] $Port, [scriptblock] $Read)

        try {
            Wait-Until { Test-Port $Port }
            foreach ($number in 1, 2) {
                Send-Webhook "http://127.0.0.1:$Port/" (New-MessageBody $number) | Should -Be 200
                Wait-Until { ([regex]::Matches((& $Read), 'a message')).Count -ge $number } -Seconds 20
            }
            $Process.HasExited | Should -BeFalse
            & $Read
        } finally {
            # In a terminal, the watch is a child of the process, and would go on.
            if ($PSEdition -eq 'Core') { $Process.Kill($true) } else { $Process.Kill() }
            $Process.WaitForExit()
        }
    }
}

Describe 'An event' {
    It 'is printed immediately to a file or a pipe' {
        $variables = New-WatchVariable
        $process = [Diagnostics.Process]::Start((New-ScriptStartInfo "$script" $variables))
        $printed = New-Object Text.StringBuilder
        $state = @{ Line = $process.StandardOutput.ReadLineAsync() }
        $read = {
            while ($state.Line.IsCompleted -and $null -ne $state.Line.Result) {
                [void]$printed.AppendLine($state.Line.Result)
                $state.Line = $process.StandardOutput.ReadLineAsync()
            }
            $printed.ToString()
        }

        Get-PrintedWhileRunning $process $variables.TEST_PORT $read | Should -Match 'Time\s+Kind\s+Window\s+What'
    }

    It 'is printed immediately in a terminal' -Skip:(-not $hasTerminal) {
        $variables = New-WatchVariable
        $start = New-ScriptStartInfo "$script" $variables
        $command = '"{0}" {1}' -f $start.FileName, $start.Arguments
        $start.Arguments = ''
        foreach ($argument in '-q', '-f', '-c', $command, "$TestDrive/terminal.txt") { $start.ArgumentList.Add($argument) }
        $start.FileName = (Get-Command -Name script -CommandType Application)[0].Source
        $start.EnvironmentVariables['TERM'] = 'xterm'
        $start.RedirectStandardInput = $true
        $process = [Diagnostics.Process]::Start($start)
        $read = { if (Test-Path -LiteralPath "$TestDrive/terminal.txt") { [IO.File]::ReadAllText("$TestDrive/terminal.txt") } else { '' } }

        Get-PrintedWhileRunning $process $variables.TEST_PORT $read | Should -Match 'Time\s+Kind\s+Window\s+What'
    }
}

Describe 'The table of a streaming cmdlet' {
    # Without a width for every column, PowerShell waits for the end of the pipeline to measure them.
    It 'has a width for every column: <_>' -ForEach @(
        'Watch-MMWebhook', 'ConvertFrom-MMWebhook', 'Add-MMAudienceUser', 'Remove-MMAudienceUser', 'Remove-MMPerson', 'Resume-MMAudienceUpload', 'Wait-MMAudienceUpload', 'Get-MMAudience'
        'Get-MMAudienceUpload', 'Get-MMSubscriptionToken', 'Measure-MMSubscriber', 'Remove-MMSubscriber', 'Send-MMOptInRequest', 'Send-MMMarketingMessage', 'Get-MMMessageCampaign', 'Get-MMMessageInsight', 'Get-MMMessageResult', 'ConvertTo-MMHashedUser', 'Send-MMSandboxMessage'
    ) {
        [xml] $views = Get-Content -LiteralPath "$PSScriptRoot/../../module/MessengerMarketing.Format.ps1xml" -Raw
        $types = @((Get-Command -Name $_).OutputType.Name) -like 'MessengerMarketing.*'
        $types | Should -Not -BeNullOrEmpty
        $tables = @($views.Configuration.ViewDefinitions.View | Where-Object { $_.TableControl -and (@($_.ViewSelectedBy.TypeName) | Where-Object { $_ -in $types }) })
        $tables | Should -Not -BeNullOrEmpty
        @($tables.TableControl.TableHeaders.TableColumnHeader | Where-Object { -not ($_.Width -as [int]) }) | Should -BeNullOrEmpty
        @($tables.TableControl | Where-Object { $_.AutoSize }) | Should -BeNullOrEmpty
    }
}
