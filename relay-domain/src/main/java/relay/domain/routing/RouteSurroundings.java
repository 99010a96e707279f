package relay.domain.routing;

import java.util.List;
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

  /** Where a domain is, the closest first: its country, and the region of it or of its provider. */
  List<String> regionsOf(String domain) {
    Optional<String> region = regions.ofCountry(domain);
    return region.isPresent()
        ? List.of(Regions.countryOf(domain), region.get())
        : keepers.providerOf(domain).flatMap(regions::ofProvider).stream().toList();
  }
}
