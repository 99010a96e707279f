package relay.rar;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ResourceAdapter;

/**
 * How an application plugs into the SMTP listeners. It has no properties: which listeners there are
 * is a matter of the relay's settings, so that the operator changes it without a new deployment.
 */
public class SmtpActivationSpec implements ActivationSpec {
  private ResourceAdapter resourceAdapter;

  @Override
  public void validate() {
    // Nothing is given, nothing can be wrong.
  }

  @Override
  public ResourceAdapter getResourceAdapter() {
    return resourceAdapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter adapter) {
    resourceAdapter = adapter;
  }
}
