package relay.domain.traffic;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import relay.domain.json.JsonText;

/** The providers that the relay knows as shipped: {@code providers.json} beside this class. */
final class ProviderFile {
  static final String NAME = "providers.json";

  private ProviderFile() {}

  static List<Provider> shipped() {
    try (InputStream in = ProviderFile.class.getResourceAsStream(NAME)) {
      if (in == null) {
        throw new IllegalStateException(NAME + " is missing in relay-domain: build it again");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(NAME + " in relay-domain cannot be read", e);
    }
  }

  /**
   * @throws IllegalArgumentException for a text that is no such file, naming the provider
   */
  static List<Provider> read(String text) {
    List<Provider> providers = new ArrayList<>();
    for (JsonObject row :
        JsonText.object(text).getJsonArray("providers").getValuesAs(JsonObject.class)) {
      String id = row.getString("id");
      try {
        providers.add(
            new Provider(
                id,
                row.getString("title"),
                row.getJsonArray("exchangers").getValuesAs(JsonString::getString),
                row.getBoolean("one_flow", true),
                LimitPatch.read(row.getString("limits")),
                row.getString("facts")));
      } catch (NullPointerException | IllegalArgumentException e) {
        throw new IllegalArgumentException("provider " + id + " is not complete or wrong", e);
      }
    }
    return providers;
  }
}
