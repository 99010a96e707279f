package relay.ejb.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.MailOwner;
import relay.domain.sandbox.Sandbox;
import relay.domain.sandbox.SandboxMail;

/** A sandbox of facts, whose contents are one octet each, for tests of other packages. */
public final class KeptMails implements Sandbox {
  private final List<SandboxMail> mails = new ArrayList<>();

  public void keep(String id, MailOwner owner, String recipient, Instant at) {
    mails.add(
        new SandboxMail(id, "0123456789abcdefghjk", owner, at, "", List.of(recipient), 1, ""));
  }

  @Override
  public List<SandboxMail> newest(int max) {
    return List.copyOf(mails);
  }

  @Override
  public Optional<SandboxMail> find(String id) {
    return mails.stream().filter(m -> m.id().equals(id)).findFirst();
  }

  @Override
  public Optional<byte[]> content(String id) {
    return find(id).map(m -> new byte[1]);
  }

  @Override
  public int remove(List<String> ids) {
    int before = mails.size();
    mails.removeIf(m -> ids.contains(m.id()));
    return before - mails.size();
  }

  @Override
  public void clear() {
    mails.clear();
  }
}
