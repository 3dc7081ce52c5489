// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import { DepositBook } from "./deposits/DepositBook.sol";
import { DepositRequests } from "./deposits/DepositRequests.sol";
import { DepositRules } from "./deposits/DepositRules.sol";
import { DepositViews } from "./deposits/DepositViews.sol";
import { IDepositMinter } from "./interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "./interfaces/IEntanglementManager.sol";
import { IStakerRegistry } from "./interfaces/IStakerRegistry.sol";
import { BridgeParams, DepositState } from "./types/BridgeTypes.sol";

/// @notice The modules that the bridge works with; fixed at deployment.
struct BridgeModules {
    address relay;
    address registry;
    address selector;
    address minter;
    address escrow;
}

/// @title EntanglementManager
/// @notice See `IEntanglementManager` for what it promises.
/// @dev How a share ends when it is not minted, and what the minter decides about it; how it begins stands in
/// `DepositRequests`, `DepositDraws` and `DepositQueue`. Effects stand before calls that hand over control. The modules called in
/// between are immutable parts of this system and call nobody outside it but the price feed, by a static call; coins move
/// only in the last step of a function.
contract EntanglementManager is DepositViews {
    modifier onlyMinter() {
        _checkMinter();
        _;
    }

    /// @param authority access manager
    constructor(address authority, BridgeModules memory modules, BridgeParams memory params_)
        AccessManaged(authority)
        DepositBook(modules.relay, modules.registry, modules.minter, modules.escrow)
        DepositRules(params_)
        // It can never change there, so it is read once.
        DepositRequests(modules.selector, IStakerRegistry(modules.registry).MIN_ACTIVE_STAKERS())
    { }

    /// @inheritdoc IEntanglementManager
    function expireDeposit(uint256 reqId, uint8 share) external {
        Share storage part = _known(reqId, share);
        DepositState state = part.state;
        if (state != DepositState.Assigned && state != DepositState.Expired) {
            revert EntanglementManager_WrongState(reqId, share, state);
        }
        uint256 tipHeight = _tipHeight();
        // What its staker took can never be taken back by the depositor, so its right to be minted never ends.
        if (_refundNear(part, tipHeight) && IDepositMinter(minter).paymentsOf(reqId, share).sweptSats == 0) {
            part.state = DepositState.Refundable;
            emit DepositRefundable(reqId, share);
        } else {
            if (state == DepositState.Expired) revert EntanglementManager_WrongState(reqId, share, state);
            (uint256 shiftSeconds, uint256 shiftBlocks,) = haltShift();
            uint256 deadlineTime = part.deadlineTime + shiftSeconds;
            uint256 deadlineHeight = part.deadlineHeight + shiftBlocks;
            if (block.timestamp <= deadlineTime || tipHeight <= deadlineHeight + EXPIRY_MARGIN_BLOCKS) {
                revert EntanglementManager_DeadlineNotPassed(deadlineTime, deadlineHeight);
            }
            part.state = DepositState.Expired;
            emit DepositExpired(reqId, share);
        }
        if (state != DepositState.Assigned) return;
        uint64 sats = part.sats;
        _forfeitBond(reqId, part, sats);
        part.bondBps = 0;
        IStakerRegistry(registry).release(part.stakerId, sats);
    }

    /// @inheritdoc IEntanglementManager
    function settleShare(uint256 reqId, uint8 share, DepositState state, uint64 sats) external onlyMinter {
        Share storage part = _known(reqId, share);
        uint64 before = part.sats;
        if (sats != before) {
            if (part.bondBps != 0) _forfeitBond(reqId, part, before - sats);
            part.sats = uint48(sats);
        }
        part.state = state;
        if (state == DepositState.Refundable) emit DepositRefundable(reqId, share);
    }

    /// @inheritdoc IEntanglementManager
    function noteReorg(bool opened) external onlyMinter {
        if (opened) ++_requestRules.openReorgs;
        else --_requestRules.openReorgs;
    }

    function _checkMinter() private view {
        if (msg.sender != minter) revert EntanglementManager_NotMinter(msg.sender);
    }
}
