package relay.domain.administration;

import java.util.List;
import java.util.Set;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.tenancy.Tenant;

/** Tenants: the one of the settings file is there without being made. */
final class TenantRules implements KindRules {
  @Override
  public Set<String> filters() {
    return Set.of("state");
  }

  @Override
  public List<ControlObject> implied(ControlState state, String tenant) {
    boolean asked = tenant.isEmpty() || tenant.equals(Tenant.DEFAULT.id());
    return asked && state.find(Tenant.DEFAULT.key()).isEmpty()
        ? List.of(Tenant.DEFAULT)
        : List.of();
  }
}
