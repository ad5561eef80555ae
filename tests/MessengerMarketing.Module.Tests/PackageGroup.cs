using Xunit;

namespace MessengerMarketing.ModuleTests;

/// <summary>The tests that share one package.</summary>
[CollectionDefinition(nameof(PackageGroup))]
public sealed class PackageGroup : ICollectionFixture<PackedModule>;
