package relay.domain.routing;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.spend.Price;
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
 * @param residency in whose hands its mail is; empty: what the profile or the kind says
 * @param profile what is known of the service; each field left out has the profile's value
 * @param site of the profile
 * @param dailyQuota recipients; 0: none; empty: the profile's
 * @param canary where canary mails through it go; empty: it is tried by none
 * @param price of its own; empty: the profile's where that is in the platform's currency
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
    Optional<Residency> residency,
    Optional<ProviderProfile> profile,
    Optional<String> site,
    Optional<Long> dailyQuota,
    Optional<Price> price,
    Optional<EmailAddress> canary) {
  RouteTarget {
    hosts = List.copyOf(hosts);
  }

  /** In whose hands its mail is. */
  Residency hands() {
    return residency
        .or(() -> shippedSite().map(ProviderProfile.Site::residency))
        .orElse(kind.usualResidency());
  }

  /** Of hosts of its own nothing is known, whatever the profile says of the service's. */
  private Optional<ProviderProfile.Site> shippedSite() {
    return hosts.isEmpty() ? profile.flatMap(p -> p.site(site)) : Optional.empty();
  }

  /** The hosts to connect to. */
  List<String> hostsUsed() {
    return shippedSite().map(ProviderProfile.Site::hosts).orElse(hosts);
  }

  RouteTls tlsUsed() {
    return tls == RouteTls.AUTO ? profile.map(ProviderProfile::tls).orElse(tls) : tls;
  }

  AuthKind authUsed() {
    return auth == AuthKind.AUTO ? profile.map(ProviderProfile::auth).orElse(auth) : auth;
  }

  /** To log in with. */
  Optional<String> userUsed() {
    return user.or(() -> profile.map(ProviderProfile::user).filter(name -> !name.isEmpty()));
  }

  /** What it may take, and what that costs. */
  TargetTerms terms() {
    return new TargetTerms(
        dailyQuota.orElseGet(() -> profile.map(ProviderProfile::dailyQuota).orElse(0L)),
        price,
        profile,
        hands());
  }
}
