// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IPriceFeed } from "./interfaces/IPriceFeed.sol";
import { IStakerRegistry } from "./interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "./interfaces/IStakerSelector.sol";
import { Account, BridgeAccounting } from "./libraries/BridgeAccounting.sol";
import { BitcoinScript } from "./libraries/BitcoinScript.sol";
import { StakerKeys } from "./libraries/StakerKeys.sol";
import { StakerState, StakerView } from "./types/StakerTypes.sol";

/// @title StakerRegistry
/// @notice See `IStakerRegistry` for what it promises.
contract StakerRegistry is IStakerRegistry, AccessManaged, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;
    using BridgeAccounting for Account;

    /// @inheritdoc IStakerRegistry
    uint256 public constant MIN_ACTIVE_STAKERS = 3;
    /// @notice EVM blocks until what a staker changes itself counts in the draw: longer than any open draw (258).
    uint256 public constant MATURE_BLOCKS = 300;
    /// @notice Seconds for which collateral is locked before it can be claimed.
    uint256 public constant UNSTAKE_LOCK = 28 days;
    uint256 public constant MIN_REGISTRATION_BOND = 0.01 ether;
    uint256 public constant MAX_REGISTRATION_BOND = 10 ether;
    uint256 public constant MIN_PRICE_AGE = 1 minutes;
    uint256 public constant MAX_PRICE_AGE = 30 days;

    /// @dev Slots by what is read together: amounts and flags; owner and collateral; the rest only when a flag asks.
    struct Staker {
        uint56 issued;
        uint56 toBeIssued;
        uint56 toBeRedeemed;
        StakerState state;
        bool oddY;
        bool limited;
        bool maturing;
        address owner;
        uint96 collateral;
        uint256 pubKeyX;
        uint96 maturingAmount;
        uint40 matureBlock;
        uint56 limit;
        uint56 nextLimit;
        uint96 unstaking;
        uint40 unstakeTime;
        uint40 nextLimitBlock;
        uint128 registrationBond;
        bytes sweepScript;
    }

    address public immutable bridge;
    address public immutable selector;
    address public immutable collateralToken;
    address public immutable priceFeed;
    uint256 public immutable maxPriceAge;
    /// @dev smallest units of a whole token × the feed's scale: collateral × answer / this = sats
    uint256 private immutable _valueScale;

    uint256 public stakerCount;
    uint256 public registrationBond;
    mapping(uint256 stakerId => Staker) private _stakers;
    mapping(address owner => uint256 stakerId) private _idOf;
    mapping(uint256 pubKeyX => bool) private _keyTaken;
    mapping(address staker => bool) public isWhitelisted;

    modifier onlyBridge() {
        if (msg.sender != bridge) revert StakerRegistry_NotBridge(msg.sender);
        _;
    }

    /// @param authority access manager
    /// @param bridge_ the only address that reserves, issues and releases
    /// @param token collateral, an ERC-20 that moves exactly what is asked
    /// @param feed price of one whole token in sats
    /// @param maxPriceAge_ seconds, 1 minute to 30 days
    /// @param registrationBond_ wei, see `setRegistrationBond`
    constructor(
        address authority,
        address bridge_,
        address selector_,
        address token,
        address feed,
        uint256 maxPriceAge_,
        uint256 registrationBond_
    ) AccessManaged(authority) {
        if (bridge_ == address(0) || selector_ == address(0) || token == address(0) || feed == address(0)) {
            revert StakerRegistry_AddressZero();
        }
        if (maxPriceAge_ < MIN_PRICE_AGE || maxPriceAge_ > MAX_PRICE_AGE) {
            revert StakerRegistry_ParameterOutOfBounds("maxPriceAge", maxPriceAge_);
        }
        bridge = bridge_;
        selector = selector_;
        collateralToken = token;
        priceFeed = feed;
        maxPriceAge = maxPriceAge_;
        _valueScale = 10 ** (uint256(IERC20Metadata(token).decimals()) + IPriceFeed(feed).decimals());
        _setRegistrationBond(registrationBond_);
    }

    // --- stakers ---

    /// @inheritdoc IStakerRegistry
    function register(uint256 pubKeyX, uint256 pubKeyY, bytes calldata signature, bytes calldata sweepScript)
        external
        payable
    {
        if (!isWhitelisted[msg.sender]) revert StakerRegistry_NotWhitelisted(msg.sender);
        if (_idOf[msg.sender] != 0) revert StakerRegistry_AlreadyRegistered(msg.sender);
        if (msg.value != registrationBond) revert StakerRegistry_BondAmount(msg.value, registrationBond);
        if (!StakerKeys.onCurve(pubKeyX, pubKeyY)) revert StakerRegistry_KeyNotOnCurve(pubKeyX, pubKeyY);
        // A key and its mirror image have one owner, so the first coordinate alone is the key's identity.
        if (_keyTaken[pubKeyX]) revert StakerRegistry_KeyTaken(bytes32(pubKeyX));
        if (!BitcoinScript.isStandardPayout(sweepScript)) revert StakerRegistry_BadSweepScript(sweepScript);
        _checkKeyProof(pubKeyX, pubKeyY, signature);

        uint256 stakerId = ++stakerCount;
        _idOf[msg.sender] = stakerId;
        _keyTaken[pubKeyX] = true;
        Staker storage staker = _stakers[stakerId];
        staker.state = StakerState.Active;
        staker.oddY = pubKeyY % 2 == 1;
        staker.owner = msg.sender;
        staker.pubKeyX = pubKeyX;
        staker.registrationBond = msg.value.toUint128();
        staker.sweepScript = sweepScript;
        emit StakerRegistered(msg.sender, stakerId, _pubKey(staker), sweepScript, msg.value);
        IStakerSelector(selector).setWeight(stakerId, 0);
    }

    /// @inheritdoc IStakerRegistry
    function depositCollateral(uint256 amount) external nonReentrant {
        (uint256 stakerId, Staker storage staker) = _own();
        if (amount == 0) revert StakerRegistry_AmountZero();
        _addCollateral(staker, amount);
        emit CollateralDeposited(msg.sender, amount, staker.collateral, staker.matureBlock);
        _push(stakerId, staker, 0);

        IERC20 token = IERC20(collateralToken);
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - before;
        if (received != amount) revert StakerRegistry_TokenDelta(amount, received);
    }

    /// @inheritdoc IStakerRegistry
    function requestUnstake(uint256 amount) external {
        (uint256 stakerId, Staker storage staker) = _own();
        if (amount == 0) revert StakerRegistry_AmountZero();
        uint256 withdrawable = _withdrawableDown(staker);
        if (amount > withdrawable) revert StakerRegistry_CollateralNeeded(amount, withdrawable);

        uint96 taken = amount.toUint96();
        uint256 claimableAt = block.timestamp + UNSTAKE_LOCK;
        staker.collateral -= taken;
        // The newest collateral leaves first: it weighs nothing yet.
        if (staker.maturing) staker.maturingAmount -= taken < staker.maturingAmount ? taken : staker.maturingAmount;
        staker.unstaking += taken;
        staker.unstakeTime = uint40(claimableAt);
        emit UnstakeRequested(msg.sender, amount, claimableAt);
        _push(stakerId, staker, 0);
    }

    /// @inheritdoc IStakerRegistry
    function cancelUnstake() external {
        (uint256 stakerId, Staker storage staker) = _own();
        uint96 amount = staker.unstaking;
        if (amount == 0) revert StakerRegistry_AmountZero();
        staker.unstaking = 0;
        staker.unstakeTime = 0;
        // It comes back like new collateral: to leave and come back must not be a way to choose one's weight.
        _addCollateral(staker, amount);
        emit UnstakeCancelled(msg.sender, amount);
        _push(stakerId, staker, 0);
    }

    /// @inheritdoc IStakerRegistry
    function claimUnstake() external nonReentrant {
        (, Staker storage staker) = _own();
        uint96 amount = staker.unstaking;
        if (amount == 0) revert StakerRegistry_AmountZero();
        if (block.timestamp < staker.unstakeTime) revert StakerRegistry_UnstakeLocked(staker.unstakeTime);
        staker.unstaking = 0;
        staker.unstakeTime = 0;
        emit UnstakeClaimed(msg.sender, amount);
        IERC20(collateralToken).safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IStakerRegistry
    function setAcceptLimit(uint64 sats) external {
        (uint256 stakerId, Staker storage staker) = _own();
        if (sats > type(uint56).max) revert StakerRegistry_ParameterOutOfBounds("acceptLimit", sats);
        staker.limit = _limit(staker);
        staker.limited = true;
        staker.nextLimit = uint56(sats);
        staker.nextLimitBlock = uint40(block.number + MATURE_BLOCKS);
        emit AcceptLimitSet(msg.sender, sats, block.number + MATURE_BLOCKS);
        _push(stakerId, staker, 0);
    }

    /// @inheritdoc IStakerRegistry
    function refreshWeight(address staker) external {
        uint256 stakerId = _idOf[staker];
        if (stakerId == 0) revert StakerRegistry_NotRegistered(staker);
        // Reverts without a price: the weights stay as they were until it is back.
        _livePrice();
        Staker storage entry = _stakers[stakerId];
        if (entry.maturing && block.number >= entry.matureBlock) {
            entry.maturing = false;
            entry.maturingAmount = 0;
        }
        _push(stakerId, entry, 0);
    }

    // --- bridge ---

    /// @inheritdoc IStakerRegistry
    function reserve(uint256 stakerId, uint64 sats) external onlyBridge returns (address owner, bytes memory pubKey) {
        Staker storage staker = _known(stakerId);
        uint64 capacity = _capacityDown(staker.collateral, _livePrice());
        (Account memory account, bool ok) = _account(staker).reserve(sats, capacity);
        owner = staker.owner;
        if (!ok) revert StakerRegistry_CapacityShort(owner, sats, account.free(capacity));
        _write(staker, account);
        pubKey = _pubKey(staker);
    }

    /// @inheritdoc IStakerRegistry
    function release(uint256 stakerId, uint64 sats) external onlyBridge {
        Staker storage staker = _known(stakerId);
        _write(staker, _account(staker).release(sats));
        _push(stakerId, staker, -int64(sats));
    }

    /// @inheritdoc IStakerRegistry
    function issue(uint256 stakerId, uint64 reservedSats, uint64 issuedSats) external onlyBridge {
        Staker storage staker = _known(stakerId);
        Account memory before = _account(staker);
        // Exactly what was promised needs no price: a proof of it cannot be stopped by a feed.
        uint64 capacity = issuedSats > reservedSats ? _capacityDown(staker.collateral, _livePrice()) : 0;
        (Account memory account, bool ok) = before.issue(reservedSats, issuedSats, capacity);
        if (!ok) {
            revert StakerRegistry_CapacityShort(staker.owner, issuedSats - reservedSats, before.free(capacity));
        }
        _write(staker, account);
        if (issuedSats != reservedSats) _push(stakerId, staker, int64(issuedSats) - int64(reservedSats));
    }

    // --- admin ---

    /// @inheritdoc IStakerRegistry
    function setWhitelisted(address staker, bool allowed) external restricted {
        if (staker == address(0)) revert StakerRegistry_AddressZero();
        isWhitelisted[staker] = allowed;
        emit Whitelisted(staker, allowed);
    }

    /// @inheritdoc IStakerRegistry
    function setRegistrationBond(uint256 bondWei) external restricted {
        _setRegistrationBond(bondWei);
    }

    // --- views ---

    /// @inheritdoc IStakerRegistry
    function stakerOf(address owner) external view returns (StakerView memory seen) {
        uint256 stakerId = _idOf[owner];
        if (stakerId == 0) return seen;
        Staker storage staker = _stakers[stakerId];
        seen.id = stakerId;
        seen.state = staker.state;
        seen.issued = staker.issued;
        seen.toBeIssued = staker.toBeIssued;
        seen.toBeRedeemed = staker.toBeRedeemed;
        seen.registrationBondWei = staker.registrationBond;
        seen.collateral = staker.collateral;
        seen.maturing = _immature(staker);
        seen.matureBlock = staker.matureBlock;
        seen.unstaking = staker.unstaking;
        seen.unstakeTime = staker.unstakeTime;
        seen.acceptLimit = _limit(staker);
        seen.pubKey = _pubKey(staker);
        seen.sweepScript = staker.sweepScript;
    }

    /// @inheritdoc IStakerRegistry
    function stakerById(uint256 stakerId) external view returns (address) {
        return _stakers[stakerId].owner;
    }

    /// @inheritdoc IStakerRegistry
    function pubKeyById(uint256 stakerId) external view returns (bytes memory) {
        return _pubKey(_known(stakerId));
    }

    /// @inheritdoc IStakerRegistry
    function freeCapacity(address owner) external view returns (uint64 sats) {
        Staker storage staker = _knownOwner(owner);
        return _account(staker).free(_capacityDown(staker.collateral, _livePrice()));
    }

    /// @inheritdoc IStakerRegistry
    function drawableCapacity(uint256 stakerId) external view returns (uint64 sats) {
        (bool ok, uint256 answer,,) = _tryPrice();
        return ok ? _drawable(_stakers[stakerId], answer) : 0;
    }

    /// @inheritdoc IStakerRegistry
    function collateralCapacity(address owner) external view returns (uint64 sats) {
        return _capacityDown(_knownOwner(owner).collateral, _livePrice());
    }

    /// @inheritdoc IStakerRegistry
    function activeStakersWithPrice() external view returns (uint256 active) {
        _livePrice();
        return stakerCount;
    }

    /// @inheritdoc IStakerRegistry
    function totalUsed() external view returns (uint64 sats) {
        return IStakerSelector(selector).used();
    }

    /// @inheritdoc IStakerRegistry
    function price() external view returns (uint256 satsPerToken) {
        return _livePrice();
    }

    // --- internals ---

    function _checkKeyProof(uint256 x, uint256 y, bytes calldata signature) private view {
        bytes32 digest = StakerKeys.digest(StakerKeys.message(msg.sender, block.chainid, address(this)));
        (bool well, address recovered) = StakerKeys.recover(digest, signature);
        if (!well) revert StakerRegistry_BadSignature();
        address expected = StakerKeys.addressOf(x, y);
        if (recovered != expected) revert StakerRegistry_BadKeyProof(recovered, expected);
    }

    function _addCollateral(Staker storage staker, uint256 amount) private {
        uint96 added = amount.toUint96();
        staker.maturingAmount = uint96(_immature(staker)) + added;
        staker.matureBlock = uint40(block.number + MATURE_BLOCKS);
        staker.maturing = true;
        staker.collateral += added;
    }

    /// @dev Tells the draw what a change leaves free. Without a price the weight stays as it was, because releases and
    /// late steps must not depend on a feed; `refreshWeight` sets it right.
    function _push(uint256 stakerId, Staker storage staker, int64 usedDelta) private {
        (bool ok, uint256 answer,,) = _tryPrice();
        IStakerSelector draw = IStakerSelector(selector);
        if (!ok) {
            if (usedDelta != 0) draw.changeUsed(usedDelta);
        } else if (usedDelta != 0) {
            draw.setWeightAndUsed(stakerId, _drawable(staker, answer), usedDelta);
        } else {
            draw.setWeight(stakerId, _drawable(staker, answer));
        }
    }

    function _write(Staker storage staker, Account memory account) private {
        (staker.issued, staker.toBeIssued, staker.toBeRedeemed) =
        (
            uint256(account.issued).toUint56(),
            uint256(account.toBeIssued).toUint56(),
            uint256(account.toBeRedeemed).toUint56()
        );
        emit AccountChanged(staker.owner, account.issued, account.toBeIssued, account.toBeRedeemed);
    }

    function _setRegistrationBond(uint256 bondWei) private {
        if (bondWei < MIN_REGISTRATION_BOND || bondWei > MAX_REGISTRATION_BOND) {
            revert StakerRegistry_ParameterOutOfBounds("registrationBond", bondWei);
        }
        registrationBond = bondWei;
        emit RegistrationBondSet(bondWei);
    }

    function _own() private view returns (uint256 stakerId, Staker storage staker) {
        stakerId = _idOf[msg.sender];
        if (stakerId == 0) revert StakerRegistry_NotRegistered(msg.sender);
        staker = _stakers[stakerId];
    }

    function _known(uint256 stakerId) private view returns (Staker storage staker) {
        staker = _stakers[stakerId];
        if (staker.state == StakerState.None) revert StakerRegistry_NotRegistered(staker.owner);
    }

    function _knownOwner(address owner) private view returns (Staker storage) {
        uint256 stakerId = _idOf[owner];
        if (stakerId == 0) revert StakerRegistry_NotRegistered(owner);
        return _stakers[stakerId];
    }

    function _account(Staker storage staker) private view returns (Account memory) {
        return Account(staker.issued, staker.toBeIssued, staker.toBeRedeemed);
    }

    function _pubKey(Staker storage staker) private view returns (bytes memory) {
        return StakerKeys.compressed(staker.pubKeyX, staker.oddY);
    }

    function _immature(Staker storage staker) private view returns (uint256) {
        return staker.maturing && block.number < staker.matureBlock ? staker.maturingAmount : 0;
    }

    function _limit(Staker storage staker) private view returns (uint56) {
        if (!staker.limited) return type(uint56).max;
        return block.number < staker.nextLimitBlock ? staker.limit : staker.nextLimit;
    }

    function _drawable(Staker storage staker, uint256 answer) private view returns (uint64 sats) {
        if (staker.state != StakerState.Active) return 0;
        sats = _account(staker).free(_capacityDown(staker.collateral - _immature(staker), answer));
        uint56 limit = _limit(staker);
        if (sats > limit) sats = limit;
    }

    function _capacityDown(uint256 collateral, uint256 answer) private view returns (uint64) {
        uint256 capacity = BridgeAccounting.capacityDown(collateral * answer / _valueScale);
        return capacity > BridgeAccounting.MAX_SATS ? BridgeAccounting.MAX_SATS : uint64(capacity);
    }

    /// @dev Collateral above what issued and reserved need at the live price. The needed part is rounded up.
    function _withdrawableDown(Staker storage staker) private view returns (uint256) {
        uint256 collateral = staker.collateral;
        uint256 used = _account(staker).used();
        // Nothing stands on it, so no price is needed to let it go.
        if (used == 0) return collateral;
        uint256 answer = _livePrice();
        uint256 required = (BridgeAccounting.requiredValueUp(used) * _valueScale + answer - 1) / answer;
        return collateral > required ? collateral - required : 0;
    }

    function _livePrice() private view returns (uint256 satsPerToken) {
        (bool ok, uint256 live, int256 answer, uint256 updatedAt) = _tryPrice();
        if (!ok) revert StakerRegistry_PriceUnavailable(answer, updatedAt);
        return live;
    }

    /// @dev A feed that reverts, and an answer too large to be a price of anything, also count as no price.
    function _tryPrice() private view returns (bool ok, uint256 live, int256 answer, uint256 updatedAt) {
        try IPriceFeed(priceFeed).latestRoundData() returns (uint80, int256 given, uint256, uint256 time, uint80) {
            (answer, updatedAt) = (given, time);
        } catch {
            return (false, 0, 0, 0);
        }
        live = answer > 0 ? uint256(answer) : 0;
        ok = live != 0 && live <= type(uint128).max && updatedAt != 0 && updatedAt <= block.timestamp
            && block.timestamp - updatedAt <= maxPriceAge;
    }
}
