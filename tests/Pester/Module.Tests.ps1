# Runs in its own process: it tests what a first import loads.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $commands = Get-Command -Module MessengerMarketing -CommandType Cmdlet | ForEach-Object { $_.Name }

    # Verbs that change something outside of the session; Watch and Wait only listen.
    $changing = Get-Command -Module MessengerMarketing -Verb Add, Approve, Invoke, New, Register, Remove, Resume, Send, Set, Start, Stop | ForEach-Object { $_.Name }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $module = Get-StagedModule
    $manifest = Import-PowerShellDataFile -Path (Get-ChildItem -Path $module -Filter MessengerMarketing.psd1 -Recurse | Select-Object -Last 1).FullName
    $expected = $manifest.CmdletsToExport | Sort-Object
    $count = $expected.Count
}

AfterAll { Stop-MMSandbox }

Describe 'The module' {
    It 'has a manifest that PowerShell accepts' {
        $path = (Get-ChildItem -Path $module -Filter *.psd1 -Recurse | Select-Object -Last 1).FullName
        (Test-ModuleManifest -Path $path -ErrorAction Stop).Version | Should -Be (Split-Path (Split-Path $path) -Leaf)
    }

    It 'exports exactly the cmdlets of its manifest, however often it is imported' {
        foreach ($time in 1..3) {
            Import-Module $module -Force
            @(Get-Command -Module MessengerMarketing -CommandType Cmdlet).Name | Sort-Object | Should -Be $expected
        }
    }

    It 'exports no functions and no variables' {
        $exported = (Get-Module MessengerMarketing | Select-Object -First 1)
        $exported.ExportedFunctions.Count + $exported.ExportedVariables.Count | Should -Be 0
    }

    It 'exports Get-MMCustomAudience as an alias of Get-MMAudience, however often it is imported' {
        Invoke-Process "
            foreach (`$time in 1..3) {
                Import-Module '$module' -Force
                (Get-Alias -Name Get-MM*).DisplayName
            }
            Remove-Module MessengerMarketing
            @(Get-Alias -Name Get-MM*).Count" |
            Should -Be (@('Get-MMCustomAudience -> Get-MMAudience') * 3 + '0')
    }

    It 'names the required version in a PowerShell that is too old' -Skip:($PSEdition -ne 'Core') {
        $script = (Get-Content -LiteralPath (Get-ChildItem -Path $module -Filter *.psm1 -Recurse | Select-Object -Last 1) -Raw).Replace('$PSVersionTable.PSVersion', "[semver]'7.2.18'")
        { & ([scriptblock]::Create($script)) } | Should -Throw 'MessengerMarketing needs PowerShell 7.4 or later, or Windows PowerShell 5.1. This is PowerShell 7.2.18.'
    }

    It 'is imported without any output' {
        Invoke-Process "`$said = Import-Module '$module' *>&1; `"<`$said>`"" | Should -Be '<>'
    }

    It 'can be removed and imported again' {
        Invoke-Process "
            Import-Module '$module'
            Remove-Module MessengerMarketing
            @(Get-Command -Module MessengerMarketing -CommandType Cmdlet).Count
            Import-Module '$module'
            @(Get-Command -Module MessengerMarketing -CommandType Cmdlet).Count
            `$sandbox = Start-MMSandbox
            `$sandbox | Connect-MMAccount
            Test-MMContext -Quiet" | Should -Be '0', "$count", 'True'
    }

    It 'works in several runspaces that import it at the same time' {
        $shells = 1..4 | ForEach-Object {
            $shell = [PowerShell]::Create()
            [void]$shell.AddScript('param($Module) Import-Module $Module; @(Get-Command -Module MessengerMarketing -CommandType Cmdlet).Count').AddParameter('Module', $module)
            @{ Shell = $shell; Running = $shell.BeginInvoke() }
        }
        $counts = foreach ($one in $shells) {
            $one.Shell.EndInvoke($one.Running)
            $one.Shell.Dispose()
        }
        $counts | Should -Be $count, $count, $count, $count
    }

    It 'works in strict mode' {
        Invoke-Process "Set-StrictMode -Version Latest; `$ErrorActionPreference = 'Stop'; Import-Module '$module'; (@{ Email = 'ann@example.com' } | ConvertTo-MMHashedUser).Row" | Should -Be '1'
    }

    It 'works if other modules have loaded other versions of its libraries' {
        $output = Invoke-Process @"
            `$ErrorActionPreference = 'Stop'
            foreach (`$name in 'Microsoft.Extensions.Http', 'Microsoft.Extensions.DependencyInjection', 'CsvHelper') {
                `$path = Join-Path '$TestDrive' "`$name.dll"
                `$source = '[assembly: System.Reflection.AssemblyVersion("1.2.3.0")] namespace Fake { public class Impostor { } }'
                if (`$PSVersionTable.PSEdition -eq 'Core') {
                    # Add-Type gives the assembly a name of its own there, so the compiler is called directly.
                    Add-Type -TypeDefinition "public class Loads`$(`$name.Replace('.', ''))Compiler { }"
                    `$options = [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new([Microsoft.CodeAnalysis.OutputKind]::DynamicallyLinkedLibrary)
                    `$compilation = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create(
                        `$name,
                        [Microsoft.CodeAnalysis.SyntaxTree[]]@([Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText(`$source)),
                        [Microsoft.CodeAnalysis.MetadataReference[]]@([Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)),
                        `$options)
                    `$stream = [IO.File]::Create(`$path)
                    [void]`$compilation.Emit(`$stream)
                    `$stream.Dispose()
                } else {
                    Add-Type -TypeDefinition `$source -OutputAssembly `$path
                }

                [void][Reflection.Assembly]::LoadFrom(`$path)
            }
            Import-Module '$module'
            `$sandbox = Start-MMSandbox
            `$sandbox | Connect-MMAccount
            `$audience = New-MMCustomAudience -Name x -Description x
            Set-Content '$TestDrive/one.csv' -Value 'Email', 'ann@example.com'
            (Add-MMAudienceUser -AudienceId `$audience.Id -Path '$TestDrive/one.csv' -WarningAction Ignore -InformationAction Ignore).Status
            ([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'CsvHelper' } | ForEach-Object { `$_.GetName().Version.Major } | Sort-Object) -join ' '
"@
        $output | Should -Be 'Accepted', '1 34'
    }

    It 'does not share its libraries with other modules' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        Invoke-Process "
            Import-Module '$module'
            Start-MMSandbox | Connect-MMAccount
            [void](Test-MMContext)
            ([Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | ForEach-Object { `$_.GetName().Name } | Where-Object { `$_ -match '^(MessengerMarketing(\.Core)?|CsvHelper|Microsoft\.Extensions\.Http)' }) -join ' '" |
            Should -Be 'MessengerMarketing.Loader'
    }
}

Describe '<_>' -ForEach $commands {
    BeforeAll { $command = Get-Command -Name $_ -Module MessengerMarketing }

    It 'has an approved verb' {
        (Get-Verb).Verb | Should -Contain $command.Verb
    }

    It 'declares its output types' {
        $command.OutputType | Should -Not -BeNullOrEmpty
    }

    It 'has a default among several parameter sets, and no two parameters at one position' {
        $command.ParameterSets.Count -eq 1 -or [bool]$command.DefaultParameterSet | Should -BeTrue
        foreach ($set in $command.ParameterSets) {
            $set.Parameters | Where-Object Position -GE 0 | Group-Object -Property Position | Where-Object Count -GT 1 | Should -BeNullOrEmpty
        }
    }

    It 'accepts tokens and secrets only as secure strings' {
        foreach ($parameter in $command.Parameters.Values | Where-Object Name -Match '(Access|Verify)Token$|Secret$') {
            $parameter.ParameterType | Should -Be ([securestring])
        }
    }
}

Describe '<_>' -ForEach $changing {
    It 'supports -WhatIf and -Confirm' {
        (Get-Command -Name $_).Parameters.Keys | Should -Contain 'WhatIf'
        (Get-Command -Name $_).Parameters.Keys | Should -Contain 'Confirm'
    }
}

Describe 'A read-only cmdlet' {
    It 'does not support -WhatIf' {
        Get-Command -Module MessengerMarketing -Verb Get, Test, ConvertTo, ConvertFrom, Measure, Watch, Wait, Connect, Disconnect | Where-Object { $_.Parameters.ContainsKey('WhatIf') } | Should -BeNullOrEmpty
    }
}

Describe 'Wildcards' {
    It 'are declared by the parameters that accept them' {
        (Get-Command Get-MMAudience).Parameters['Name'].Attributes | Where-Object { $_ -is [Management.Automation.SupportsWildcardsAttribute] } | Should -Not -BeNullOrEmpty
        (Get-Command Add-MMAudienceUser).Parameters['Path'].Attributes | Where-Object { $_ -is [Management.Automation.SupportsWildcardsAttribute] } | Should -Not -BeNullOrEmpty
    }
}
