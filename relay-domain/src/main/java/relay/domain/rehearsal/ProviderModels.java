package relay.domain.rehearsal;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.json.JsonText;

/** The models of providers by their ids: those that are shipped, and yours over them. Immutable. */
public final class ProviderModels {
  static final int MODELS_MAX = 200;
  private static final String NAME = "provider-models.json";
  private final Map<String, ProviderModel> models;

  private ProviderModels(Map<String, ProviderModel> models) {
    this.models = models;
  }

  public static ProviderModels shipped() {
    try (InputStream in = ProviderModels.class.getResourceAsStream(NAME)) {
      if (in == null) {
        throw new IllegalStateException(NAME + " is missing in relay-domain: build it again");
      }
      return new ProviderModels(Map.of())
          .with(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(NAME + " in relay-domain cannot be read", e);
    }
  }

  /**
   * These, and those of a document over them.
   *
   * @param json an object of models by their ids
   * @throws IllegalArgumentException naming model and field
   */
  public ProviderModels with(String json) {
    JsonObject document = document(json);
    Map<String, ProviderModel> all = new LinkedHashMap<>(models);
    document.forEach(
        (id, model) -> {
          if (!(model instanceof JsonObject object) || !id.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                "model " + id + " must have a short name and be an object");
          }
          all.put(id, ProviderModel.read(id, object));
        });
    if (all.size() > MODELS_MAX) {
      throw new IllegalArgumentException("more than " + MODELS_MAX + " models");
    }
    return new ProviderModels(all);
  }

  private static JsonObject document(String json) {
    try {
      return JsonText.object(json);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the models must be one JSON object such as"
              + " {\"mine\":{\"hosts\":[\"mx.example.net\"]}}",
          e);
    }
  }

  /** What a mix may name. */
  public List<String> ids() {
    return List.copyOf(models.keySet());
  }

  /**
   * The one of this id.
   *
   * @throws IllegalArgumentException when there is none
   */
  ProviderModel named(String id) {
    ProviderModel model = models.get(id);
    if (model == null) {
      throw new IllegalArgumentException("there is no model " + id + "; known are " + ids());
    }
    return model;
  }
}
