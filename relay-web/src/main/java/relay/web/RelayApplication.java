package relay.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import relay.web.access.AdministratorFilter;
import relay.web.access.CallerFilter;
import relay.web.access.SecurityHeaders;
import relay.web.mail.MailResource;
import relay.web.problem.ProblemMapper;
import relay.web.view.MessageResource;

/**
 * All resources by name: scanning finds different things on different servers. No class of the
 * relay sees MicroProfile; health, metrics and the API document are resources of ours because the
 * servers differ in what they offer.
 */
@ApplicationPath("/")
public class RelayApplication extends Application {
  static final Set<Class<?>> RESOURCES = Set.of(MailResource.class, MessageResource.class);
  static final Set<Class<?>> PROVIDERS =
      Set.of(
          CallerFilter.class,
          AdministratorFilter.class,
          SecurityHeaders.class,
          ProblemMapper.class);

  @Override
  public Set<Class<?>> getClasses() {
    var all = new java.util.HashSet<Class<?>>(RESOURCES);
    all.addAll(PROVIDERS);
    return all;
  }
}
