package relay.ejb.privacy;

import java.util.List;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.PersonalStore;
import relay.domain.sandbox.Sandbox;
import relay.domain.sandbox.SandboxMail;

/** The sandbox of this node forgets an address: mails from it and to it are removed. */
final class SandboxErasure implements PersonalStore {
  private final Sandbox sandbox;

  SandboxErasure(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public String name() {
    return "contents";
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public long count(ErasureOrder order) {
    return ids(order).size();
  }

  @Override
  public Step forget(ErasureOrder order, String place) {
    return Step.finished(sandbox.remove(ids(order)), place);
  }

  private List<String> ids(ErasureOrder order) {
    return sandbox.newest(Integer.MAX_VALUE).stream()
        .filter(mail -> mail.receivedAt().isBefore(order.before()))
        .filter(
            mail ->
                order.isAbout(mail.sender()) || mail.recipients().stream().anyMatch(order::isAbout))
        .map(SandboxMail::id)
        .toList();
  }
}
