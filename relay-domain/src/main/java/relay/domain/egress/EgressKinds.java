package relay.domain.egress;

import java.util.List;
import relay.domain.control.ControlKind;

/** The kinds of objects that say where mail leaves from. */
public final class EgressKinds {
  public static final ControlKind<EgressSource> SOURCE = new SourceKind();
  public static final ControlKind<EgressPool> POOL = new PoolKind();

  public static final List<ControlKind<?>> ALL = List.of(SOURCE, POOL);

  private EgressKinds() {}
}
