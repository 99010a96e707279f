package relay.web.control;

import relay.domain.administration.ObjectDesk;
import relay.domain.administration.ObjectDesks;

/** Resources of control objects as the container would make them. */
public final class ControlResources {
  private ControlResources() {}

  public static TenantResource tenants(ObjectDesk desk) {
    var resource = new TenantResource();
    resource.desk = desk;
    return resource;
  }

  /** The same of a class elsewhere. */
  public static <T extends ObjectResource> T over(T resource, ObjectDesk desk) {
    resource.desk = desk;
    return resource;
  }

  /** Everything that belongs to a tenant. */
  public static TenantObjectResource objects(ObjectDesk desk) {
    var resource = new TenantObjectResource();
    resource.desk = desk;
    resource.kinds = ObjectDesks.KINDS;
    return resource;
  }
}
