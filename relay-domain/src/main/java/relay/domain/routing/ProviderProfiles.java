package relay.domain.routing;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import relay.domain.json.JsonText;
import relay.domain.spend.Price;
import relay.domain.tenancy.Residency;

/** The profiles that are shipped: {@code profiles.json} beside this class. Immutable. */
public final class ProviderProfiles {
  private static final String FILE = "profiles.json";
  private static final ProviderProfiles SHIPPED = new ProviderProfiles(text());
  private final Map<String, ProviderProfile> byId = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException for a text that is no such file, naming the profile
   */
  ProviderProfiles(String text) {
    for (JsonObject row :
        JsonText.object(text).getJsonArray("profiles").getValuesAs(JsonObject.class)) {
      String id = row.getString("id");
      try {
        byId.put(id, profile(id, row));
      } catch (NullPointerException | IllegalArgumentException e) {
        throw new IllegalArgumentException("profile " + id + " is not complete or wrong", e);
      }
    }
  }

  public static ProviderProfiles shipped() {
    return SHIPPED;
  }

  /** All of them, in the order of the file. */
  public Collection<ProviderProfile> all() {
    return byId.values();
  }

  /** One by its id. */
  public Optional<ProviderProfile> named(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The ids, for error texts. */
  String names() {
    return String.join(", ", byId.keySet());
  }

  private static ProviderProfile profile(String id, JsonObject row) {
    Map<String, ProviderProfile.Site> sites = new LinkedHashMap<>();
    row.getJsonObject("sites").forEach((name, site) -> sites.put(name, site(site.asJsonObject())));
    return new ProviderProfile(
        id,
        row.getString("title"),
        sites,
        row.getBoolean("needs_site", false),
        RouteTls.valueOf(constant(row.getString("tls"))),
        AuthKind.valueOf(constant(row.getString("auth"))),
        row.getString("user", ""),
        row.getString("limits"),
        row.getInt("daily_quota", 0),
        Optional.ofNullable(row.getString("price_per_1000", null)).map(Price::read),
        row.getString("currency", ""),
        row.getString("facts"));
  }

  private static ProviderProfile.Site site(JsonObject site) {
    List<String> hosts = site.getJsonArray("hosts").getValuesAs(JsonString::getString);
    hosts.forEach(SmarthostText::readAll);
    JsonValue residency = site.get("residency");
    return new ProviderProfile.Site(
        hosts, Residency.valueOf(constant(((JsonString) residency).getString())));
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static String text() {
    try (InputStream in = ProviderProfiles.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing in relay-domain: build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " in relay-domain cannot be read", e);
    }
  }
}
