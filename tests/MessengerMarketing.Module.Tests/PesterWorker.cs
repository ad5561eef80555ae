using System;
using System.Diagnostics;
using System.IO;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.ModuleTests;

/// <summary>A PowerShell process that runs Pester files one after the other, as they come: <c>Invoke-Suite.ps1 -PipeName</c>.</summary>
internal sealed class PesterWorker : IDisposable
{
    private static readonly TimeSpan MaxFileTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MaxExitTime = TimeSpan.FromSeconds(20);
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    private readonly NamedPipeServerStream _pipe;
    private readonly Process _process;
    private readonly StringBuilder _printed = new();

    public PesterWorker()
    {
        string name = "mm-" + Path.GetRandomFileName();
        _pipe = new NamedPipeServerStream(name, PipeDirection.InOut, maxNumberOfServerInstances: 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        _process = new Process { StartInfo = PowerShellHost.CreateStartInfo("-File", PesterSuite.Script, "-PipeName", name, "-Output", "None") };
        _process.OutputDataReceived += KeepLine;
        _process.ErrorDataReceived += KeepLine;
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Runs a file.</summary>
    /// <param name="path">The whole path of the file.</param>
    /// <exception cref="InvalidOperationException">PowerShell ended, or the file took too long.</exception>
    public async Task<PesterResult> RunAsync(string path)
    {
        using var end = new CancellationTokenSource(MaxFileTime);
        Task exit = _process.WaitForExitAsync(end.Token);
        Task<string?> answer = AskAsync(path, end.Token);
        try
        {
            if (await Task.WhenAny(answer, exit) == answer && await answer is { } line)
            {
                return JsonSerializer.Deserialize<PesterResult>(line, CamelCase)!;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            Keep(exception.Message);
        }

        throw new InvalidOperationException($"{path} gave no result: PowerShell ended, or {MaxFileTime.TotalMinutes:0} minutes passed. It printed:{Environment.NewLine}{Printed()}");
    }

    public void Dispose()
    {
        _pipe.Dispose();
        if (!_process.WaitForExit(MaxExitTime))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task<string?> AskAsync(string path, CancellationToken end)
    {
        if (!_pipe.IsConnected)
        {
            await _pipe.WaitForConnectionAsync(end);
        }

        await _pipe.WriteAsync(Encoding.UTF8.GetBytes(path + "\n"), end);
        using var reader = new StreamReader(_pipe, leaveOpen: true);
        return await reader.ReadLineAsync(end);
    }

    private void KeepLine(object sender, DataReceivedEventArgs line) => Keep(line.Data);

    private void Keep(string? line)
    {
        lock (_printed)
        {
            _printed.AppendLine(line);
        }
    }

    private string Printed()
    {
        lock (_printed)
        {
            return _printed.ToString();
        }
    }
}
