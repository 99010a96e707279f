package relay.domain.rehearsal;

/** A model named x with some fields of its own, for tests. */
final class SampleModel {
  private SampleModel() {}

  /**
   * @param fields as in a file of models; hosts come by themselves
   */
  static ProviderModel with(String fields) {
    return ProviderModels.shipped().with(file(fields)).named("x");
  }

  /** The file that has just this model. */
  static String file(String fields) {
    String hosts = fields.contains("\"hosts\"") ? "" : "\"hosts\":[\"mx%.x.example\"]";
    String between = hosts.isEmpty() || fields.isEmpty() ? "" : ",";
    return "{\"x\":{" + hosts + between + fields + "}}";
  }
}
