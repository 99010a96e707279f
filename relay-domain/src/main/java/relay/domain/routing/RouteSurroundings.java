package relay.domain.routing;

import java.util.Optional;

/**
 * What routes know of the world around them.
 *
 * @param keepers who keeps whose mail
 * @param regions of providers and countries
 */
public record RouteSurroundings(MailKeepers keepers, Regions regions) {
  /** Nothing is known. */
  public static final RouteSurroundings UNKNOWN =
      new RouteSurroundings(MailKeepers.UNKNOWN, Regions.NONE);

  /** The region of a domain: of its country, else of its provider. */
  Optional<String> regionOf(String domain) {
    return regions
        .ofCountry(domain)
        .or(() -> keepers.providerOf(domain).flatMap(regions::ofProvider));
  }
}
