using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Tests.Uploads.Sync;

/// <summary>What can happen to a call.</summary>
internal enum CallFate
{
    Accepted,
    Refused,
    NotSent,
    LostAfterProcessing,
    LostBeforeProcessing,
}

/// <summary>
/// An audience as the identifiers that are in it: a row adds each of its identifiers, and a removal takes each of its identifiers out. With
/// <see cref="RemovesPeople"/>, a removal also takes out what the last row with the identifier has beside it, because Meta removes the person whom it finds.
/// </summary>
/// <param name="path">A file from which it is read, and to which it is written after each call; null for none.</param>
internal sealed class AudienceModel(string? path = null)
{
    private readonly HashSet<string> _identifiers = path is not null && File.Exists(path) ? [.. File.ReadAllLines(path)] : [];
    private readonly List<string[]> _people = [];
    private readonly List<(UploadAction Action, string[] Cells)> _rows = [];

    /// <summary>Whether a removal takes out the whole person.</summary>
    public bool RemovesPeople { get; set; }

    /// <summary>Decides what happens to a call.</summary>
    public Func<UploadAction, CallFate> Fate { get; set; } = static _ => CallFate.Accepted;

    /// <summary>The error of a call that is refused.</summary>
    public GraphErrorKind Refusal { get; set; } = GraphErrorKind.ServiceUnavailable;

    /// <summary>The SHA-256 of what is in the audience, in order.</summary>
    public string[] Identifiers => [.. _identifiers.Order(StringComparer.Ordinal)];

    /// <summary>The rows that arrived, in order.</summary>
    public IReadOnlyList<(UploadAction Action, string[] Cells)> Rows => _rows;

    public IBatchSender CreateSender(string audienceId, UploadAction action, UploadOptions options) => new Sender(this, audienceId, action);

    /// <summary>The SHA-256 of a value, in lowercase hexadecimal digits.</summary>
    public static string Hash(string value) => string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(value)).Select(static one => one.ToString("x2", CultureInfo.InvariantCulture)));

    /// <summary>Takes identifiers out, as an erasure does.</summary>
    public void Erase(IEnumerable<string> hashes)
    {
        foreach (string hash in hashes)
        {
            Remove(hash);
        }
    }

    public void Forget() => _rows.Clear();

    /// <summary>Takes identifiers out, as another program does.</summary>
    public void EraseValues(params string[] values)
    {
        _identifiers.ExceptWith(values.Select(Hash));
        Save();
    }

    private BatchResponse Answer(UploadAction action, HashedBatch batch)
    {
        CallFate fate = Fate(action);
        if (fate is CallFate.Accepted or CallFate.LostAfterProcessing)
        {
            Apply(action, batch);
        }

        return fate switch
        {
            CallFate.Accepted => new BatchResponse { Received = batch.Rows, Invalid = 0 },
            CallFate.Refused => throw ScriptedSender.Failure(Refusal),
            CallFate.NotSent => throw ScriptedSender.Failure(GraphErrorKind.NoAnswer),
            _ => throw ScriptedSender.Failure(GraphErrorKind.NoAnswer, mayHaveArrived: true),
        };
    }

    private void Apply(UploadAction action, HashedBatch batch)
    {
        using var rows = JsonDocument.Parse("[" + Encoding.UTF8.GetString(batch.Json, 0, batch.Length) + "]");
        foreach (JsonElement row in rows.RootElement.EnumerateArray())
        {
            string[] cells = [.. row.EnumerateArray().Select(static cell => cell.GetString()!)];
            _rows.Add((action, cells));
            string[] identifiers = [.. cells.Where((cell, i) => batch.Schema[i].ToString() is "EMAIL" or "PHONE" && cell.Length > 0)];
            if (action == UploadAction.Add)
            {
                Add(identifiers);
            }
            else
            {
                Erase(identifiers);
            }
        }

        Save();
    }

    private void Save()
    {
        if (path is not null)
        {
            File.WriteAllLines(path, _identifiers);
        }
    }

    private void Add(string[] identifiers)
    {
        _identifiers.UnionWith(identifiers);
        _people.RemoveAll(person => person.Intersect(identifiers).Any());
        _people.Add(identifiers);
    }

    private void Remove(string identifier)
    {
        _identifiers.Remove(identifier);
        foreach (string[] person in _people.Where(person => RemovesPeople && person.Contains(identifier)))
        {
            _identifiers.ExceptWith(person);
        }

        _people.RemoveAll(person => person.Contains(identifier));
    }

    private sealed class Sender(AudienceModel model, string audienceId, UploadAction action) : IBatchSender
    {
        public string AudienceId => audienceId;

        public Task<BatchResponse> SendAsync(HashedBatch batch, long sessionId, Func<CancellationToken, Task> beforeRetry, CancellationToken cancellationToken)
        {
            lock (model)
            {
                return Task.FromResult(model.Answer(action, batch));
            }
        }

        public Task<BatchResponse?> FindAsync(long sessionId, CancellationToken cancellationToken) => Task.FromResult<BatchResponse?>(null);
    }
}
