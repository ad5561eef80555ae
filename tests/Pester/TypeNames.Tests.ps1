# Whoever tests a script with Pester mocks this module's cmdlets, and others wrap them: both resolve types by their names.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $commands = Get-Command -Module MessengerMarketing -CommandType Cmdlet | ForEach-Object { $_.Name }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule

    # Something that a mandatory parameter accepts. A mock is called whatever it is.
    function New-Value([type] $Type) {
        switch -Wildcard ("$Type") {
            'securestring' { ConvertTo-Secret 'synthetic' }
            'int*' { 1 }
            'long' { 1 }
            'uri' { [uri]'https://example.com' }
            'switch' { $true }
            '*OptInElement*' { @{ Title = 'x' } }
            '*SandboxInstance*' { Start-MMSandbox }
            default { if ($Type -eq [object] -or $Type -eq [psobject]) { [pscustomobject]@{ Id = 1 } } else { '1' } }
        }
    }

    function Get-MandatoryValue($Command) {
        $set = $Command.ParameterSets | Sort-Object { -not $_.IsDefault } | Select-Object -First 1
        $values = @{}
        foreach ($parameter in $set.Parameters | Where-Object IsMandatory) { $values[$parameter.Name] = New-Value $parameter.ParameterType }
        $values
    }
}

AfterAll { Stop-MMSandbox }

Describe '<_>' -ForEach $commands {
    BeforeAll { $command = Get-Command -Name $_ -CommandType Cmdlet }

    It 'has parameters and outputs whose types are found by their assembly-qualified names' {
        $types = @($command.Parameters.Values.ParameterType) + @($command.OutputType.Type) | Where-Object { $_ } | Select-Object -Unique
        foreach ($type in $types) {
            [Type]::GetType($type.AssemblyQualifiedName) | Should -Be $type

            # PowerShell writes arrays and generic types in a way of its own.
            if (-not $type.IsArray -and -not $type.IsGenericType) {
                [scriptblock]::Create("[$($type.AssemblyQualifiedName)]").Invoke()[0] | Should -Be $type
            }
        }
    }

    It 'can be mocked and called' {
        Mock $_ { 'mocked' }
        $values = Get-MandatoryValue $command
        & $_ @values | Should -Be 'mocked'
        Should -Invoke $_ -Times 1 -Exactly
    }

    It 'can be wrapped' {
        $proxy = [Management.Automation.ProxyCommand]::Create([Management.Automation.CommandMetadata]::new($command))
        Set-Item -Path 'function:Invoke-Wrapped' -Value ([scriptblock]::Create($proxy))
        try {
            $wrapped = (Get-Command Invoke-Wrapped).Parameters.Values | Where-Object Name -NotIn ([Management.Automation.PSCmdlet]::CommonParameters)
            $own = $command.Parameters.Values | Where-Object Name -NotIn ([Management.Automation.PSCmdlet]::CommonParameters)
            ($wrapped | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.ParameterType)" }) | Should -Be ($own | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.ParameterType)" })
        } finally {
            Remove-Item -Path function:Invoke-Wrapped
        }
    }
}

Describe 'Type names' {
    It 'are found only while the module is imported, and those of its libraries never' {
        Invoke-Process -Variables @{ TEST_MODULE = Get-StagedModule } -Script {
            Import-Module $env:TEST_MODULE
            $name = (Get-Command Get-MMContext).OutputType[0].Type.AssemblyQualifiedName
            $bare = $name -replace ', Version=.*'
            'imported ' + [bool][Type]::GetType($bare)
            'library ' + [bool][Type]::GetType('Microsoft.Extensions.Http.HttpClientFactoryOptions, Microsoft.Extensions.Http')
            'others ' + [bool][Type]::GetType('MessengerMarketing.Nothing, MessengerMarketing.Nothing')
            Import-Module $env:TEST_MODULE -Force
            'again ' + [bool][Type]::GetType($bare)
            Remove-Module MessengerMarketing

            # One that was found before stays known to .NET, so another is asked for.
            'removed ' + [bool][Type]::GetType('MessengerMarketing.Reporting.ReportFile, MessengerMarketing.Reporting')
        } | Should -Be 'imported True', 'library False', 'others False', 'again True', 'removed False'
    }

    It 'work in a proxy function that is called' {
        $sandbox = Connect-Sandbox
        $created = New-Audience $sandbox
        $proxy = [Management.Automation.ProxyCommand]::Create([Management.Automation.CommandMetadata]::new((Get-Command Get-MMAudience)))
        & ([scriptblock]::Create($proxy)) -Id $created.Id -Context (Get-MMContext) | ForEach-Object { $_.Name } | Should -Be 'Spring'
    }
}
