package relay.web.control;

import relay.domain.administration.ObjectDesk;

/** Resources of control objects as the container would make them. */
public final class ControlResources {
  private ControlResources() {}

  public static TenantResource tenants(ObjectDesk desk) {
    var resource = new TenantResource();
    resource.desk = desk;
    return resource;
  }
}
