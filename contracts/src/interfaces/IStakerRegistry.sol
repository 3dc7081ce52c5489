// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { StakerView } from "../types/StakerTypes.sol";
import { ICollateralPrice } from "./ICollateralPrice.sol";

/// @title Who holds the BTC, and what stands behind it
/// @notice Keeps every staker's key, collateral and three amounts: issued, to be issued, to be redeemed.
/// Always 0 ≤ toBeRedeemed ≤ issued and, whenever something new is reserved, issued + toBeIssued ≤ collateral capacity.
///
/// Roles: the admin whitelists; the staker acts for itself; the draw reserves, the minter issues and
/// the bridge releases.
/// Units: sats for everything the bridge counts, the token's smallest unit for collateral, wei for bonds.
/// Rounding: capacity rounds down, against the staker.
/// Price: see `ICollateralPrice`. While there is none, nothing new is reserved, and collateral that stands behind anything
/// is not unstaked.
interface IStakerRegistry is ICollateralPrice {
    event Whitelisted(address indexed staker, bool allowed);
    event StakerRegistered(
        address indexed staker, uint256 indexed stakerId, bytes pubKey, bytes sweepScript, uint256 bondWei
    );
    event CollateralDeposited(address indexed staker, uint256 amount, uint256 collateral, uint256 matureBlock);
    event UnstakeRequested(address indexed staker, uint256 amount, uint256 claimableAt);
    event UnstakeCancelled(address indexed staker, uint256 amount);
    event UnstakeClaimed(address indexed staker, uint256 amount);
    event AcceptLimitSet(address indexed staker, uint64 sats, uint256 effectiveBlock);
    event RegistrationBondSet(uint256 bondWei);
    event MinMinerFeeSet(address indexed staker, uint64 sats, uint256 effectiveTime);
    event StakerBanned(address indexed staker, uint256 until);
    /// @notice Collateral went to the owner of a share that was not paid in time.
    event CollateralTaken(address indexed staker, address indexed to, uint256 amount, uint256 collateral);

    /// @notice A staker swept a coin nothing was minted for, or the last such coin is minted now.
    event StakerHeld(address indexed staker, bool held);
    /// @notice Its registration bond went to whom such a coin was for.
    event RegistrationForfeited(address indexed staker, address indexed to, uint256 amountWei);

    /// @notice Thrown when anyone but the bridge or the minter releases.
    error StakerRegistry_NotBridge(address caller);
    /// @notice Thrown when anyone but the minter issues, holds or forfeits.
    error StakerRegistry_NotMinter(address caller);
    /// @notice Thrown when a staker unstakes while it is held, or has taken more of a share than was minted.
    error StakerRegistry_Held(address staker);
    error StakerRegistry_TransferFailed(address to, uint256 amountWei);
    /// @notice Thrown while a draw waits whose seed is known: resolve it first.
    error StakerRegistry_DrawOpen();
    /// @notice Thrown when anyone but the selector reserves.
    error StakerRegistry_NotSelector(address caller);
    /// @notice Thrown when anyone but the withdrawals redeems or makes good.
    error StakerRegistry_NotWithdrawals(address caller);
    /// @notice Thrown when anyone but the draw over holders reserves a redemption.
    error StakerRegistry_NotHolders(address caller);
    error StakerRegistry_NotWhitelisted(address staker);
    error StakerRegistry_AlreadyRegistered(address staker);
    error StakerRegistry_KeyTaken(bytes32 keyHash);
    error StakerRegistry_BadKeyProof(address recovered, address expected);
    error StakerRegistry_BadSweepScript(bytes script);
    error StakerRegistry_BondAmount(uint256 sent, uint256 required);
    error StakerRegistry_NotRegistered(address staker);
    error StakerRegistry_AmountZero();
    error StakerRegistry_TokenDelta(uint256 expected, uint256 received);
    error StakerRegistry_CapacityShort(address staker, uint64 sats, uint64 free);
    error StakerRegistry_CollateralNeeded(uint256 asked, uint256 withdrawable);
    error StakerRegistry_UnstakeLocked(uint256 claimableAt);
    error StakerRegistry_ParameterOutOfBounds(bytes32 name, uint256 value);
    error StakerRegistry_AddressZero();
    error StakerRegistry_KeyNotOnCurve(uint256 pubKeyX, uint256 pubKeyY);
    error StakerRegistry_BadSignature();

    /// @notice Registers the caller as a staker.
    /// @param pubKeyX first coordinate of its Bitcoin public key
    /// @param pubKeyY second coordinate
    /// @param signature 65 bytes r ‖ s ‖ v, low s, v 27 or 28, by that key over the double sha256 of Bitcoin's
    /// signed-message envelope of `Sluice staker <checksummed address> chain <id> registry <checksummed address>`
    /// @param sweepScript standard scriptPubKey (P2PKH, P2SH, P2WPKH, P2WSH, P2TR) to which it sweeps deposits
    /// @dev value: exactly the registration bond. What is paid is stored and is what comes back.
    function register(uint256 pubKeyX, uint256 pubKeyY, bytes calldata signature, bytes calldata sweepScript)
        external
        payable;

    /// @notice Adds collateral. It backs at once and counts in the draw 300 blocks later, so that nobody can tune a
    /// weight after a seed is known.
    function depositCollateral(uint256 amount) external;

    /// @notice Locks collateral for 28 days, at most what is not needed for issued + toBeIssued. A further request adds to
    /// the first and starts the lock again.
    function requestUnstake(uint256 amount) external;

    /// @notice Puts all locked collateral back.
    function cancelUnstake() external;

    /// @notice Pays out collateral whose lock has passed, while what stays covers issued + toBeIssued at the live price: that may
    /// have fallen since it was asked for.
    function claimUnstake() external;

    /// @notice Limits how much free capacity the caller offers. Counts in the draw 300 blocks later.
    function setAcceptLimit(uint64 sats) external;

    /// @notice Writes a staker's live weights into both draws: after a price move or when something matured. Anyone, but not
    /// while a draw waits whose seed is known: resolve it first.
    function refreshWeight(address staker) external;

    /// @notice Reserves capacity for a deposit, if the staker can carry it: active, within its accept limit, and with enough
    /// mature collateral. Only the selector, which counts the amount itself.
    /// @param satsPerToken the live price, which the selector reads once for all it tries
    /// @return staker address of the staker; 0 when it cannot carry the amount, and then nothing has changed
    /// @return left sats that the draw may still use of it
    function tryReserve(uint256 stakerId, uint64 sats, uint256 satsPerToken)
        external
        returns (address staker, uint64 left);

    /// @notice Gives a reservation back. Only the bridge or the minter.
    function release(uint256 stakerId, uint64 sats) external;

    /// @notice Turns `reservedSats` of reservation into `issuedSats` issued. Only the minter. What exceeds the reservation
    /// needs free capacity.
    function issue(uint256 stakerId, uint64 reservedSats, uint64 issuedSats) external;

    /// @notice Holds a staker that swept a coin nothing was minted for: it is drawn for no deposit and cannot unstake until as
    /// many holds are lifted. What it issued is drawn for as before. Only the minter.
    function holdStaker(uint256 stakerId, bool held) external;

    /// @notice Counts the shares of which a staker was proven to have taken more than was minted: while there is one it cannot
    /// unstake, because what is still to be minted needs room. Only the minter.
    function noteOwed(uint256 stakerId, bool owed) external;

    /// @notice Sends a staker's registration bond to `to`, once. Only the minter.
    function forfeitRegistration(uint256 stakerId, address to) external returns (uint256 amountWei);

    /// @notice Sets the least miner fee of a withdrawal share that the caller takes, at most 100,000 sats. In force a day
    /// later, so that nobody can tune it after a seed is known.
    function setMinMinerFee(uint64 sats) external;

    /// @notice Reserves BTC that a staker holds for a withdrawal. Only the draw over holders.
    /// @return staker its address
    /// @return left what the draw may still use of it
    function reserveRedemption(uint256 stakerId, uint64 sats) external returns (address staker, uint64 left);

    /// @notice Ends a reservation unpaid. Only the withdrawals.
    function releaseRedemption(uint256 stakerId, uint64 sats) external;

    /// @notice A share is paid, its tokens are burned: lowers issued and to be redeemed. Only the withdrawals.
    function redeem(uint256 stakerId, uint64 sats) external;

    /// @notice Records a late share; the second within 7 days bans the staker for a day. Only the withdrawals.
    function recordLate(uint256 stakerId) external;

    /// @notice Sends the owner of a late share a penalty in collateral; nothing without a price. Only the withdrawals.
    /// @param shareSats the share
    /// What the staker has locked for unstaking is put back first.
    /// @param penaltyBps of its value, at most the collateral above 110 % of what the staker issued
    /// @return amount of collateral sent
    function penalise(uint256 stakerId, uint64 shareSats, uint256 penaltyBps, address to)
        external
        returns (uint256 amount);

    /// @notice Sends the owner of a late share collateral worth 110 % of it, at most the part that stands behind it, and
    /// ends the reservation. What the staker has locked for unstaking is put back first. Only the withdrawals. Needs a price.
    /// @return amount of collateral sent
    /// @return takenSats tokens that this pays for
    /// @return keeper the staker when it keeps those tokens because what is left of its collateral still covers 150 % of what
    /// it issued; 0 when they are burned, and then issued is lowered by them
    function makeGood(uint256 stakerId, uint64 shareSats, address to)
        external
        returns (uint256 amount, uint64 takenSats, address keeper);

    /// @notice Restricted to the admin.
    function setWhitelisted(address staker, bool allowed) external;

    /// @notice Restricted to the admin; between 0.01 and 10 native coins. Never changes what an earlier staker gets back.
    function setRegistrationBond(uint256 bondWei) external;

    function stakerOf(address staker) external view returns (StakerView memory);
    /// @return sats what it holds of others' BTC and does not owe yet; 0 while it is banned
    /// @return feeRefused true when it asks for a higher miner fee and so carries nothing of that
    function redeemable(uint256 stakerId, uint64 maxFeeSats) external view returns (uint64 sats, bool feeRefused);
    /// @return whether a staker has registered this script to sweep to
    function isStakerScript(bytes calldata script) external view returns (bool);
    function stakerById(uint256 stakerId) external view returns (address);
    function pubKeyById(uint256 stakerId) external view returns (bytes memory);
    /// @return the witness script of a deposit's share at this staker's key, see `IEntanglementManager.depositWitnessScript`
    function depositWitnessScript(uint256 stakerId, bytes20 tag, uint256 refundHeight, bytes20 refundPubKeyHash)
        external
        view
        returns (bytes memory);
    function stakerCount() external view returns (uint256);
    /// @return sats what `staker` can take on now at the live price
    function freeCapacity(address staker) external view returns (uint64 sats);
    /// @return sats as `freeCapacity`, without what is maturing and within the accept limit: what the draw may use; 0
    /// while there is no price, so that a draw always comes to an end
    function drawableCapacity(uint256 stakerId) external view returns (uint64 sats);
    /// @return sats as `drawableCapacity`, at the price given
    function drawableAt(uint256 stakerId, uint256 satsPerToken) external view returns (uint64 sats);
    /// @return sats as `freeCapacity`, 0 while there is no price
    function roomOf(uint256 stakerId) external view returns (uint64 sats);
    /// @return sats what its collateral can back in all at the live price
    function collateralCapacity(address staker) external view returns (uint64 sats);
    /// @return the least number of active stakers at which deposits open
    function MIN_ACTIVE_STAKERS() external view returns (uint256);
    /// @return sats issued + to be issued of all stakers
    function totalUsed() external view returns (uint64 sats);
    function isWhitelisted(address staker) external view returns (bool);
    function registrationBond() external view returns (uint256);
    function collateralToken() external view returns (address);
    function selector() external view returns (address);
    function bridge() external view returns (address);
    function minter() external view returns (address);
    function withdrawals() external view returns (address);
    function holders() external view returns (address);
    /// @return satsPerToken sats for one whole token, scaled by the feed's decimals; reverts when there is no price
    function price() external view returns (uint256 satsPerToken);
}
