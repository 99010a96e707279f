package relay.domain.routing;

import java.util.Optional;
import relay.domain.spend.Price;
import relay.domain.tenancy.Residency;

/**
 * What a target may take, what that costs and in whose hands the mail is there.
 *
 * @param dailyQuota recipients; 0: none
 * @param ownPrice that the operator set
 * @param profile of the service
 */
public record TargetTerms(
    long dailyQuota,
    Optional<Price> ownPrice,
    Optional<ProviderProfile> profile,
    Residency residency) {

  /** The price in this currency; empty: nobody said one. A price of nothing needs no currency. */
  public Optional<Price> price(String currency) {
    return ownPrice.or(
        () ->
            profile
                .filter(p -> p.currency().isEmpty() || p.currency().equals(currency))
                .flatMap(ProviderProfile::price));
  }
}
