using System;
using System.Buffers;
using System.Text.Json.Nodes;

namespace MessengerMarketing.Sandbox.Uploads;

/// <summary>The payload of an upload: its people, and its invalid rows.</summary>
internal sealed class UploadPayload : IDisposable
{
    /// <summary>Maximum number of rows per call. Source: Meta's guide.</summary>
    public const int MaxRows = 10_000;

    private const int MaxSamples = 100;

    private ulong[] _identifiers;
    private int _used;

    public UploadPayload(UploadSchema schema)
    {
        Schema = schema;
        _identifiers = ArrayPool<ulong>.Shared.Rent(Math.Max(1, schema.IdentifierCount) * 1024);
    }

    public UploadSchema Schema { get; }

    /// <summary>Number of rows in the call, valid or not.</summary>
    public int Rows { get; set; }

    public int InvalidRows { get; private set; }

    /// <summary>Up to 100 invalid rows as compact JSON, each with its reason.</summary>
    public JsonObject InvalidSamples { get; } = new();

    public int ValidRows => Schema.IdentifierCount == 0 ? 0 : _used / Schema.IdentifierCount;

    /// <summary>Returns the identifiers of a valid row, 0 for missing ones.</summary>
    public ReadOnlySpan<ulong> IdentifiersOf(int validRow) =>
        _identifiers.AsSpan(validRow * Schema.IdentifierCount, Schema.IdentifierCount);

    /// <summary>Returns space for the identifiers of the next row. <see cref="KeepRow"/> makes it a valid row.</summary>
    public Span<ulong> BeginRow()
    {
        int width = Schema.IdentifierCount;
        if (_used + width > _identifiers.Length)
        {
            ulong[] larger = ArrayPool<ulong>.Shared.Rent(_identifiers.Length * 2);
            Array.Copy(_identifiers, larger, _used);
            ArrayPool<ulong>.Shared.Return(_identifiers);
            _identifiers = larger;
        }

        Span<ulong> row = _identifiers.AsSpan(_used, width);
        row.Clear();
        return row;
    }

    public void KeepRow() => _used += Schema.IdentifierCount;

    public void RejectRow(ReadOnlySpan<byte> row, string reason)
    {
        InvalidRows++;
        if (InvalidSamples.Count < MaxSamples)
        {
            InvalidSamples[CompactJson.Minify(row)] = reason;
        }
    }

    public void Dispose()
    {
        ulong[] identifiers = _identifiers;
        _identifiers = [];
        if (identifiers.Length > 0)
        {
            ArrayPool<ulong>.Shared.Return(identifiers);
        }
    }
}
