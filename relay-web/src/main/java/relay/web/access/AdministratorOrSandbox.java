package relay.web.access;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The administrator; or anybody at this very machine, while all mail without a route of its own
 * goes to the sandbox and HTTP is bound to loopback. Both must hold: a sandbox open to the network
 * shows its mails to nobody without a password.
 */
@NameBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface AdministratorOrSandbox {}
