package relay.domain.tenancy;

/** The tenancy as this node knows it now (port). Thread-safe; costs a field read. */
public interface CurrentTenancy {
  Tenancy get();
}
