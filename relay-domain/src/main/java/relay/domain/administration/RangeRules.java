package relay.domain.administration;

import java.util.Set;
import java.util.random.RandomGenerator;
import relay.domain.tenancy.ObjectIds;

/** Client ranges: their ids are made. */
final class RangeRules implements KindRules {
  private final RandomGenerator random;

  RangeRules(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Set<String> filters() {
    return Set.of("stream", "range");
  }

  @Override
  public String newId() {
    return ObjectIds.clientRange(random);
  }
}
