// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IDepositMinter } from "../interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IEscrowBuffer } from "../interfaces/IEscrowBuffer.sol";
import { DepositPayments, DepositShare, DepositState } from "../types/BridgeTypes.sol";
import { MintLimit } from "./MintLimit.sol";

/// @notice The modules that the minter works with; fixed at deployment.
struct MintModules {
    address bridge;
    address relay;
    address registry;
    address qpBTC;
    address escrow;
}

/// @title What was paid for each share, and what became of it
/// @dev See `IDepositMinter` for what it promises.
abstract contract MintBook is MintLimit {
    /// @notice Bitcoin blocks before the refund height from which on only swept coins are minted.
    uint256 public constant REFUND_MARGIN_BLOCKS = 1008;
    /// @notice Seconds by which the relay's tip may differ from the EVM's clock while something is minted.
    uint256 public constant MAX_TIP_AGE = 3 hours;

    /// @dev One slot, and empty for what was paid exactly and minted at once: a share that is Minted and has none was paid,
    /// and minted, for its `sats`.
    /// @param place in the escrow ledger, 0 when nothing waits
    /// @param earlySince when an early sweep was proven, 0 unless its staker is held for it
    struct Payments {
        uint56 paid;
        uint56 minted;
        uint56 swept;
        uint40 place;
        uint40 earlySince;
        bool reserved;
    }

    /// @dev a share while one call works on it
    /// @param near true when the refund window is too near to mint what is not swept
    struct Claim {
        uint256 reqId;
        uint8 share;
        bool near;
        uint256 tipHeight;
        DepositShare at;
        Payments sums;
    }

    address public immutable bridge;
    address public immutable relay;
    address public immutable registry;
    address public immutable qpBTC;
    address public immutable escrow;
    uint256 internal immutable _minBlockWork;

    mapping(uint256 reqId => mapping(uint256 share => Payments)) private _payments;

    constructor(MintModules memory modules) {
        if (
            modules.bridge == address(0) || modules.relay == address(0) || modules.registry == address(0)
                || modules.qpBTC == address(0) || modules.escrow == address(0)
        ) revert DepositMinter_AddressZero();
        bridge = modules.bridge;
        relay = modules.relay;
        registry = modules.registry;
        qpBTC = modules.qpBTC;
        escrow = modules.escrow;
        // It can never change there, so it is read once.
        _minBlockWork = IBitcoinRelay(modules.relay).minBlockWork();
    }

    /// @inheritdoc IDepositMinter
    function paymentsOf(uint256 reqId, uint8 share) external view returns (DepositPayments memory) {
        Payments memory sums = _sumsOf(reqId, share, IEntanglementManager(bridge).shareAt(reqId, share));
        return DepositPayments({
            paidSats: sums.paid,
            mintedSats: sums.minted,
            sweptSats: sums.swept,
            place: sums.place,
            reserved: sums.reserved
        });
    }

    function _claim(uint256 reqId, uint8 share) internal view returns (Claim memory claim) {
        claim.reqId = reqId;
        claim.share = share;
        claim.at = IEntanglementManager(bridge).shareAt(reqId, share);
        claim.sums = _sumsOf(reqId, share, claim.at);
    }

    /// @dev A claim that may be minted in this call: the relay must be near the EVM's clock.
    function _liveClaim(uint256 reqId, uint8 share) internal view returns (Claim memory claim) {
        claim = _claim(reqId, share);
        (uint256 tipHeight, uint256 tipTime) = IBitcoinRelay(relay).tip();
        _setTip(claim, tipHeight, tipTime);
    }

    function _setTip(Claim memory claim, uint256 tipHeight, uint256 tipTime) internal view {
        if (tipTime + MAX_TIP_AGE < block.timestamp || tipTime > block.timestamp + MAX_TIP_AGE) {
            revert DepositMinter_RelayStale(tipTime, MAX_TIP_AGE);
        }
        _setHeight(claim, tipHeight);
    }

    function _setHeight(Claim memory claim, uint256 tipHeight) internal pure {
        claim.tipHeight = tipHeight;
        claim.near = tipHeight + REFUND_MARGIN_BLOCKS > claim.at.refundHeight;
    }

    /// @dev what may be minted of it now, room and limit aside
    function _due(Claim memory claim) internal pure returns (uint64) {
        Payments memory sums = claim.sums;
        uint56 most = claim.near ? sums.swept : sums.paid;
        return most > sums.minted ? most - sums.minted : 0;
    }

    function _save(Claim memory claim) internal {
        Payments memory sums = claim.sums;
        bool exact = claim.at.state == DepositState.Minted && sums.paid == claim.at.sats && sums.minted == sums.paid
            && sums.swept == 0 && sums.place == 0 && sums.earlySince == 0;
        Payments storage kept = _payments[claim.reqId][claim.share];
        if (!exact) _payments[claim.reqId][claim.share] = sums;
        else if (kept.paid != 0) delete _payments[claim.reqId][claim.share];
    }

    function _settle(Claim memory claim, DepositState state) internal {
        if (claim.at.state == state) return;
        claim.at.state = state;
        IEntanglementManager(bridge).settleShare(claim.reqId, claim.share, state, claim.at.sats);
    }

    function _buffer() internal view returns (IEscrowBuffer) {
        return IEscrowBuffer(escrow);
    }

    function _sumsOf(uint256 reqId, uint8 share, DepositShare memory at) private view returns (Payments memory sums) {
        sums = _payments[reqId][share];
        if (sums.paid == 0 && at.state == DepositState.Minted) {
            (sums.paid, sums.minted) = (uint56(at.sats), uint56(at.sats));
        }
    }
}
