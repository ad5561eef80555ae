using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace MessengerMarketing.Preflight;

/// <summary>The types that this folder serializes.</summary>
[JsonSerializable(typeof(Dictionary<string, string>[]))]
internal sealed partial class PreflightJson : JsonSerializerContext;
