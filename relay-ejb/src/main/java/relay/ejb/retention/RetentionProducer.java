package relay.ejb.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.retention.RetentionRules;
import relay.domain.tenancy.CurrentTenancy;

/** Makes the rules of how long what is known of a mail is kept. */
@ApplicationScoped
public class RetentionProducer {

  @Produces
  @Singleton
  RetentionRules rules(CurrentTenancy tenancy, CurrentConfiguration configuration) {
    return new RetentionRules(tenancy, () -> configuration.get().retention());
  }
}
