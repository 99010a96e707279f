package relay.domain.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * In which part of the world countries and providers are. Immutable.
 *
 * @param countries region by the top-level domain of a country
 * @param providers region by the id of a provider
 */
public record Regions(Map<String, String> countries, Map<String, String> providers) {
  /** Nobody is anywhere. */
  public static final Regions NONE = new Regions(Map.of(), Map.of());

  private static final String FILE = "regions.properties";

  public Regions {
    countries = Map.copyOf(countries);
    providers = Map.copyOf(providers);
  }

  /** As the shipped file has them. */
  public static Regions shipped() {
    Properties lines = new Properties();
    try (InputStream in = Regions.class.getResourceAsStream(FILE)) {
      lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped file " + FILE + " cannot be read", e);
    }
    Map<String, String> countries = new HashMap<>();
    Map<String, String> providers = new HashMap<>();
    for (String key : lines.stringPropertyNames()) {
      String[] kindAndRegion = key.split("\\.");
      for (String name : lines.getProperty(key).trim().split("[ ,]+")) {
        Map<String, String> into = kindAndRegion[0].equals("country") ? countries : providers;
        if (!name.isEmpty() && into.put(name, kindAndRegion[1]) != null) {
          throw new IllegalStateException(name + " stands in two regions of " + FILE);
        }
      }
    }
    return new Regions(countries, providers);
  }

  /** By the top-level domain of a country. */
  Optional<String> ofCountry(String domain) {
    return Optional.ofNullable(countries.get(countryOf(domain)));
  }

  /** The top-level domain, whether it is that of a country or not. */
  static String countryOf(String domain) {
    return domain.substring(domain.lastIndexOf('.') + 1);
  }

  Optional<String> ofProvider(String provider) {
    return Optional.ofNullable(providers.get(provider));
  }
}
