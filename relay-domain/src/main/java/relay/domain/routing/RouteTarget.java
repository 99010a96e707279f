package relay.domain.routing;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import relay.domain.tenancy.Residency;

/**
 * One of the places to which a route leads.
 *
 * @param name unique in its route, a short name
 * @param preference the lower, the earlier
 * @param weight share of the mail among targets of the same preference; 0: only when no other can
 * @param hosts each as in the settings, with or without a port
 * @param user to log in with; the password stands in the route, sealed
 * @param url of a web service
 * @param folder of a maildir, below the folder of the setting
 * @param region a word of the operator's or of the shipped table; recipients there prefer it
 * @param residency in whose hands its mail is; empty: what is usual for the kind
 */
record RouteTarget(
    String name,
    TargetKind kind,
    int preference,
    int weight,
    List<String> hosts,
    RouteTls tls,
    AuthKind auth,
    Optional<String> user,
    Optional<URI> url,
    Optional<String> folder,
    Optional<String> region,
    Optional<Residency> residency) {
  RouteTarget {
    hosts = List.copyOf(hosts);
  }

  /** In whose hands its mail is. */
  Residency hands() {
    return residency.orElse(kind.usualResidency());
  }
}
